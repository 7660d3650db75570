/** A `console` fence: what is typed, told apart from the prompts and the output around it. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { highlight, type Mark } from './highlight.ts';

/**
 * @param shown the fence as written
 * @param code line for line what is typed, without prompts; lines of output are empty
 * @param marks offsets into `code`
 */
export function consoleLines(
  shown: string,
  code: string,
  marks: readonly Mark[],
  medium: 'screen' | 'print',
): ElementContent[] {
  const typed = code.split('\n');
  const lines = shown.split('\n');
  let start = 0;
  return lines.flatMap((line, n): ElementContent[] => {
    const own = typed[n] ?? '';
    const end: ElementContent[] = n < lines.length - 1 ? [{ type: 'text', value: '\n' }] : [];
    const shifted = marks
      .filter((mark) => mark.start >= start && mark.end <= start + own.length)
      .map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }));
    start += own.length + 1;
    if (own.trim() === '' || !line.endsWith(own))
      return [h('span', { className: ['line', 'output'] }, line), ...end];
    return [
      h('span', { className: ['line'] }, [
        h('span', { className: ['prompt'] }, line.slice(0, line.length - own.length)),
        h('span', { className: ['typed'] }, inLine(highlight(own, 'bash', shifted, medium))),
      ]),
      ...end,
    ];
  });
}

/** Of the one line that was coloured, what is in it. */
function inLine(content: readonly ElementContent[]): ElementContent[] {
  const [only] = content;
  return only?.type === 'element' ? only.children : [];
}
