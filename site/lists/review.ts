/** What a reviewer looks at first: what is overdue, what was found, what nobody but a person checks. */
import type { CriteriaCount, StoredRun } from '../../src/index.ts';
import type { Site } from '../site.ts';
import { cardOf } from './card.ts';
import { latestRuns } from './evidence.ts';
import type { Row } from './listing.ts';

export interface ReviewRow {
  readonly row: Row;
  readonly errors: number;
  readonly warnings: number;
  /** Approvals that carry a date, of all that the document asks for. */
  readonly approvals: { readonly dated: number; readonly all: number };
  readonly criteria: CriteriaCount;
  readonly lastRun: StoredRun | null;
}

/** Overdue ones first, the longest overdue before all; then by what was found; then by the date. */
export function reviewRows(site: Site, rows: readonly Row[]): ReviewRow[] {
  const runs = latestRuns();
  return rows
    .flatMap((row) => {
      const document = site.documentAt(row.slug);
      if (!document) return [];
      const { approvals, criteria } = cardOf(document);
      const findings = site.findingsIn(document);
      return [
        {
          row,
          errors: findings.filter(({ severity }) => severity === 'error').length,
          warnings: findings.filter(({ severity }) => severity === 'warning').length,
          approvals,
          criteria,
          lastRun: runs.get(document.index.name) ?? null,
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(b.row.overdue) - Number(a.row.overdue) ||
        (a.row.overdue ? 0 : b.errors - a.errors) ||
        compare(a.row.reviewDue ?? '9999', b.row.reviewDue ?? '9999') ||
        compare(a.row.name, b.row.name),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
