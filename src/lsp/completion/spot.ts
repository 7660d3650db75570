/** Where something is to be completed, and what is offered there. */
import type { CompletionItem } from 'vscode-languageserver/node';
import type { Place } from '../session.ts';

/** Where the cursor is, as the text says: a tree of a half-written line says little. */
export interface Spot {
  readonly place: Place;
  readonly lines: readonly string[];
  /** Line of the cursor, from 0. */
  readonly line: number;
  /** What stands before the cursor in its line, and after it. */
  readonly before: string;
  readonly after: string;
}

/** An item that takes the place of the last `typed` characters before the cursor. */
export function item(
  spot: Spot,
  typed: string,
  label: string,
  more: Omit<CompletionItem, 'label'> & { readonly text?: string },
): CompletionItem {
  const { text, ...rest } = more;
  const end = { line: spot.line, character: spot.before.length };
  const start = { line: spot.line, character: spot.before.length - typed.length };
  return { label, ...rest, textEdit: { range: { start, end }, newText: text ?? label } };
}
