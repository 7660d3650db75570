/** Which changes are shown line by line, and how sentences about them are made. */
import type { Difference, DifferenceKind } from '../model/index.ts';

export type Quote = (text: string) => string;

/** A sentence for each kind of change, in one language. */
export type DiffWords = Readonly<
  Record<DifferenceKind, (change: Difference, quote: Quote) => string>
>;

/** Texts of several lines, such as code, are shown line by line below the sentence. */
export function hasLines({ kind, before, after }: Difference): boolean {
  return lined.has(kind) && (isLong(before) || isLong(after) || kind === 'commands-changed');
}

const lined: ReadonlySet<DifferenceKind> = new Set([
  'commands-changed',
  'action-added',
  'action-removed',
  'action-changed',
  'gate-removed',
  'no-longer-run',
  'now-run',
  'criterion-changed',
  'criterion-weakened',
  'notice-changed',
]);

function isLong(text: string | null): boolean {
  return text !== null && (text.includes('\n') || text.length > 60);
}
