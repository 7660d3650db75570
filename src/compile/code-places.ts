/** Ranges of a block's code as spans of the file, in which the code stands indented or behind prompts. */
import type { Span } from '../model/index.ts';
import { Lines } from '../parse/position.ts';

/** Every line of the code ends a line of the file: what stands before it is its container's or a prompt. */
export function codePlaces(
  code: string,
  codeSpan: Span,
  lines: Lines,
): (range: { readonly start: number; readonly end: number }) => Span {
  const inner = new Lines(code);
  const known: ({ before: number; length: number } | undefined)[] = [];
  const place = (line: number): { before: number; length: number } => {
    const written = lines.line(codeSpan.line + line - 1);
    const own = inner.line(line);
    const before = written.endsWith(own) ? written.length - own.length : codeSpan.column - 1;
    return { before, length: written.length };
  };
  const columnIn = (line: number, offset: number): number => {
    known[line] ??= place(line);
    const { before, length } = known[line];
    return Math.min(before + inner.columnIn(line, offset), length + 1);
  };
  return ({ start, end }) => {
    const first = inner.lineAt(start);
    const last = inner.lineAt(end);
    return {
      line: codeSpan.line + first - 1,
      column: columnIn(first, start),
      endLine: codeSpan.line + last - 1,
      endColumn: columnIn(last, end),
    };
  };
}
