/** The rows of every document, made once, and the marks that they carry where they are listed. */
import { type Site, site } from '../site.ts';
import type { Strings } from '../strings.ts';
import { listing, type Row } from './listing.ts';

const known = new WeakMap<Site, readonly Row[]>();

/** One row for each document: those for incidents first, then by name. */
export async function rows(): Promise<readonly Row[]> {
  const published = await site();
  const made = known.get(published) ?? listing(published);
  known.set(published, made);
  return made;
}

/** What must be known before the page is opened. */
export function marksOf(row: Row, words: Strings): string[] {
  return [
    ...(row.incident && row.frequency ? [row.frequency] : []),
    ...(row.minutes ? [words.minutes(row.minutes)] : []),
    ...(row.overdue ? [words.overdue] : []),
    ...(row.errors > 0 ? [words.error(row.errors)] : []),
  ];
}
