/** Edits that rules offer. */
import type { Fix, Span } from '../model/index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';
import { linesOf } from './places.ts';

/**
 * Another address, or part of one, for a link or a definition; `null` where it is not written in so many
 * letters in one line, exactly once.
 */
export function addressFix(
  document: CompiledDocument,
  { line, column, endLine, endColumn }: Span,
  from: string,
  to: string,
): Fix | null {
  if (line !== endLine || from === '') return null;
  const source = linesOf(document)[line - 1]!.slice(column - 1, endColumn - 1);
  const address = /\](?:\(|:\s*)<?/g;
  const starts = [...source.matchAll(address)].map((match) => match.index + match[0].length);
  const start = starts.find((at) => source.indexOf(from, at) !== -1);
  if (starts.length !== 1 || start === undefined) return null;
  const at = source.indexOf(from, start);
  if (source.indexOf(from, at + 1) !== -1) return null;
  const place = { line, column: column + at, endLine: line, endColumn: column + at + from.length };
  return { description: `Write "${to}"`, edits: [{ span: place, text: to }] };
}

/** Takes lines out, both included, with their ends. */
export function removeLines(document: CompiledDocument, from: number, to: number): Fix {
  const lines = linesOf(document);
  const span =
    to < lines.length
      ? { line: from, column: 1, endLine: to + 1, endColumn: 1 }
      : { line: from, column: 1, endLine: to, endColumn: lines[to - 1]!.length + 1 };
  return { description: 'Take it out', edits: [{ span, text: '' }] };
}
