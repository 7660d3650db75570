/** Places: spans count from 1, the protocol from 0; both count UTF-16 units. */
import type { Position, Range } from 'vscode-languageserver/node';
import type { Span } from '../compiler.ts';

export function toRange({ line, column, endLine, endColumn }: Span): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Whether a cursor there touches the span: behind its last character is still at it. */
export function touches(span: Span, { line, character }: Position): boolean {
  const afterStart =
    line > span.line - 1 || (line === span.line - 1 && character >= span.column - 1);
  const beforeEnd =
    line < span.endLine - 1 || (line === span.endLine - 1 && character <= span.endColumn - 1);
  return afterStart && beforeEnd;
}

/** The part of a span in its first line. */
export function firstLine(span: Span, lines: readonly string[]): Span {
  if (span.endLine === span.line) return span;
  const length = lines[span.line - 1]?.length ?? 0;
  return { ...span, endLine: span.line, endColumn: Math.max(span.column, length + 1) };
}

export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
