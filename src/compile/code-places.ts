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
  const known = new Map<number, { before: number; length: number }>();
  const place = (line: number): { before: number; length: number } => {
    let found = known.get(line);
    if (found === undefined) {
      const written = lines.line(codeSpan.line + line - 1);
      const own = inner.line(line);
      const before = written.endsWith(own) ? written.length - own.length : codeSpan.column - 1;
      found = { before, length: written.length };
      known.set(line, found);
    }
    return found;
  };
  const point = (line: number, column: number): { line: number; column: number } => {
    const { before, length } = place(line);
    return { line: codeSpan.line + line - 1, column: Math.min(before + column, length + 1) };
  };
  return ({ start, end }) => {
    const span = inner.span(start, end);
    const from = point(span.line, span.column);
    const to = point(span.endLine, span.endColumn);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
