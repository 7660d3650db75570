/** A name for each finding of a report that stays the same while the document around it changes. */
import { createHash } from 'node:crypto';
import { fingerprint } from '../check/fingerprint.ts';
import type { Report } from './report.ts';

/**
 * One for each diagnostic of the report, in its order, no two alike: readers of reports drop a finding
 * that has the fingerprint of another. A second finding that is like the first one in every way is told
 * apart by being the second.
 */
export function fingerprintsOf({ diagnostics, documentOf }: Report): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((one) => {
    const print = fingerprint(one, documentOf?.(one.file) ?? null);
    const before = seen.get(print) ?? 0;
    seen.set(print, before + 1);
    return before === 0 ? print : another(print, before);
  });
}

function another(print: string, number: number): string {
  return createHash('sha256').update(`${print} ${number}`).digest('hex').slice(0, 32);
}
