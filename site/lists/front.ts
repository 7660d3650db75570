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

/** What must be known before the page is opened: its words, and the class that gives it its colour. */
export type Mark = readonly [text: string, kind: '' | 'is-incident' | 'is-overdue' | 'is-error'];

/** In the language of the list, whatever that of the document is. */
export function marksOf(row: Row, words: Strings): Mark[] {
  return [
    ...(row.incident ? [[words.onIncident, 'is-incident'] as const] : []),
    ...(row.minutes ? [[words.minutes(row.minutes), ''] as const] : []),
    ...(row.overdue ? [[words.overdue, 'is-overdue'] as const] : []),
    ...(row.errors > 0 ? [[words.error(row.errors), 'is-error'] as const] : []),
  ];
}
