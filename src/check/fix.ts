/** Applies the mends of findings to a text: those that do not overlap, from the last to the first. */
import { compareSpans, type Diagnostic, type Fix } from '../model/index.ts';

export interface Fixed {
  readonly text: string;
  /** How many findings were mended. */
  readonly count: number;
}

/**
 * @param text a document without byte order mark; new lines of a mend get the ends of lines that it has.
 * @param diagnostics findings of this document; of two mends that touch the same place the first is applied,
 *   and the other has to be asked for again, because it was made for a text that is no more.
 */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): Fixed {
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number): number =>
    Math.min(text.length, (starts[line - 1] ?? text.length) + column - 1);
  const chosen: { start: number; end: number; text: string }[] = [];
  let count = 0;
  for (const { fix } of diagnostics) {
    if (fix === null) continue;
    const edits = inOrder(fix).map(({ span, text: written }) => ({
      start: offset(span.line, span.column),
      end: offset(span.endLine, span.endColumn),
      text: written.replace(/\r?\n/g, lineEnd),
    }));
    const touches = edits.some((edit) =>
      chosen.some((other) => edit.start <= other.end && other.start <= edit.end),
    );
    if (touches) continue;
    chosen.push(...edits);
    count += 1;
  }
  const after = chosen
    .sort((a, b) => b.start - a.start)
    .reduce((rest, edit) => rest.slice(0, edit.start) + edit.text + rest.slice(edit.end), text);
  return { text: after, count };
}

function inOrder({ edits }: Fix): Fix['edits'] {
  return [...edits].sort((a, b) => compareSpans(a.span, b.span));
}
