/** What every format of a diff is given, and what they count and show alike. */
import { diffLines } from 'diff';
import type { Difference, DifferenceSeverity, DiffReport, WorkspaceDiff } from '../model/index.ts';
import { escapeJson } from '../text/escape.ts';

export function reportDiff(
  diff: WorkspaceDiff,
  { before, after }: { readonly before: string; readonly after: string | null },
): DiffReport {
  const count = (severity: DifferenceSeverity): number =>
    diff.procedures
      .flatMap(({ changes }) => changes)
      .filter((change) => change.severity === severity).length;
  const summary = { dangers: count('danger'), notices: count('notice'), minor: count('minor') };
  return { before, after, ...diff, summary };
}

/** For programs; characters that would act on a terminal are written as JSON escapes. */
export function diffToJson(report: DiffReport): string {
  return escapeJson(JSON.stringify(report, null, 2));
}

/** `2 procedures: 1 danger, 3 notices`. */
export function summaryInWords({ procedures, summary }: DiffReport): string {
  if (procedures.length === 0) return 'No procedure changed in its meaning';
  const parts = [
    plural(summary.dangers, 'danger'),
    plural(summary.notices, 'notice'),
    plural(summary.minor, 'minor change'),
  ].filter((part) => !part.startsWith('0 '));
  return `${plural(procedures.length, 'procedure')} changed: ${parts.join(', ')}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Lines that are shown of one change; the rest is counted. */
const SHOWN = 24;

/** The lines that changed, with those between them. */
export function linesOfChange({ before, after }: Difference): { lines: DiffLine[]; more: number } {
  const ended = (text: string | null): string =>
    text === null || text === '' ? '' : `${text.replace(/\n$/, '')}\n`;
  const [old, now] = [ended(before), ended(after)];
  // Texts with so little in common are as clear one after the other.
  const parts = diffLines(old, now, { maxEditLength: 500 }) ?? [
    { added: false, removed: true, value: old },
    { added: true, removed: false, value: now },
  ];
  const all = parts.flatMap(({ added, removed, value }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ sign: added ? '+' : removed ? '-' : ' ', text })),
  );
  const first = all.findIndex(({ sign }) => sign !== ' ');
  const last = all.findLastIndex(({ sign }) => sign !== ' ');
  const near = all.slice(Math.max(0, first - 1), last + 2);
  return { lines: near.slice(0, SHOWN), more: Math.max(0, near.length - SHOWN) };
}
