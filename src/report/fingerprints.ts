/** A name for each finding that stays the same while the document around it changes. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/index.ts';
import type { Report } from './report.ts';

/**
 * One for each diagnostic of the report, in its order, no two alike: readers of reports drop a finding
 * that has the fingerprint of another. Lines that are added above change none; a second finding that is
 * like the first one in every way is told apart by being the second.
 */
export function fingerprintsOf(report: Report): string[] {
  const seen = new Map<string, number>();
  return report.diagnostics.map((one) => {
    const content = JSON.stringify([one.code, one.file, one.message, lineOf(report, one)]);
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    return createHash('sha256')
      .update(before === 0 ? content : `${content}${before}`)
      .digest('hex')
      .slice(0, 32);
  });
}

function lineOf(report: Report, one: Diagnostic): string {
  return report.sourceOf(one.file)?.split('\n')[one.line - 1]?.trim() ?? '';
}
