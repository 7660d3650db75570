/** The table that a row belongs to, read from the lines of the document. */
import type { Span } from '../model/index.ts';
import { fold } from '../text/fold.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';
import { linesOf } from './places.ts';

/** The words of the header above a row, in lower case without accents; empty where there is none. */
export function headerAbove(document: CompiledDocument, row: Span): string[] {
  const lines = linesOf(document);
  // No person reads a table of more rows.
  for (let at = row.line - 2; at > Math.max(0, row.line - 500); at -= 1) {
    const line = lines[at]!;
    if (!line.includes('|')) return [];
    if (/^[\s>|:-]*-{1,}[\s>|:-]*$/.test(line)) return cellsOf(lines[at - 1]!);
  }
  return [];
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => fold(cell.replace(/[*_`]/g, '')).trim());
}
