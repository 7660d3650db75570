/** A document is looked at again when it says that it will be. */
import { type Finding, finding, type Span } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { keyOf, linesOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';
import { isRetired } from '../states.ts';

export const reviewOverdue = defineRule({
  id: 'review-overdue',
  code: 'PROCS064',
  family: 'lifecycle',
  scope: 'workspace',
  title: 'The date of the next review has not passed',
  severity: 'warning',
  why: 'Hosts, versions and people change: what nobody has read since the review was due may not work any more.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\nproxima_revision: 2020-01-31\n---\n\n# PROC-A-001: Copia\n',
      mended: '---\nid: PROC-A-001\nproxima_revision: 2999-01-31\n---\n\n# PROC-A-001: Copia\n',
    },
    {
      failing:
        '---\nid: PROC-A-001\nlast_reviewed_on: 2020-01-31\nreview_in: 6 months\n---\n\n# PROC-A-001: Backup\n',
      mended:
        '---\nid: PROC-A-001\nlast_reviewed_on: 2020-01-31\nreview_in: 999 years\n---\n\n# PROC-A-001: Backup\n',
    },
  ],
  *check({ document, index, today }): Iterable<Finding> {
    if (isRetired(index.status)) return;
    const due = dueDate(document);
    if (due === null || due.date >= today) return;
    const span = due.place();
    if (span === null) return;
    yield finding(
      'review-overdue',
      span,
      `The review was due on ${due.date}, ${ago(due.date, today)}.`,
      { help: 'Go through the steps once more, mend what has changed, and set the next date.' },
    );
  },
});

/** The place only when it is asked for: it takes a parser, and this rule is asked about every document each time. */
function dueDate(document: CompiledDocument): { date: string; place: () => Span | null } | null {
  const { values } = document.frontMatter;
  const { reviewDue, updated, created } = document.index;
  if (reviewDue !== null) {
    const date = /^\d{4}-\d{2}-\d{2}/.exec(reviewDue)?.[0];
    if (date === undefined || !isDate(date)) return null;
    const key = Object.keys(values).find((name) => values[name] === reviewDue);
    const place = () => (key === undefined ? inText(document, date) : valuePlace(document, key));
    return { date, place };
  }
  const key = keyOf(document, ['review_in', 'revision_en', 'revisar_en']);
  const from = /^\d{4}-\d{2}-\d{2}/.exec(updated ?? created ?? '')?.[0];
  const period = key === null ? null : values[key];
  if (key === null || from === undefined || !isDate(from) || typeof period !== 'string')
    return null;
  const date = after(from, period);
  return date === null ? null : { date, place: () => valuePlace(document, key) };
}

/** 'Proxima revision programada: 2026-02-18', as the compiler found it. */
function inText(document: CompiledDocument, date: string): Span | null {
  const lines = linesOf(document);
  const at = lines.findIndex((line) => /revisi[oó]n|review/i.test(line) && line.includes(date));
  if (at === -1) return null;
  const column = lines[at]!.indexOf(date) + 1;
  return { line: at + 1, column, endLine: at + 1, endColumn: column + date.length };
}

/** `6 months` after a date. */
function after(from: string, period: string): string | null {
  const match =
    /^\s*(\d{1,4})\s*(days?|weeks?|months?|years?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?)\s*$/i.exec(
      period,
    );
  if (match === null) return null;
  const count = Number(match[1]);
  const unit = match[2]!.toLowerCase();
  const date = new Date(`${from}T00:00:00Z`);
  if (/^d/.test(unit)) date.setUTCDate(date.getUTCDate() + count);
  else if (/^(?:w|s)/.test(unit)) date.setUTCDate(date.getUTCDate() + 7 * count);
  else if (/^m/.test(unit)) date.setUTCMonth(date.getUTCMonth() + count);
  else date.setUTCFullYear(date.getUTCFullYear() + count);
  const year = date.getUTCFullYear();
  return year > 9999 ? null : date.toISOString().slice(0, 10);
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function ago(date: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000);
  if (days < 60) return days === 1 ? 'a day ago' : `${days} days ago`;
  const months = Math.floor(days / 30.4);
  return months < 24 ? `${months} months ago` : `${Math.floor(months / 12)} years ago`;
}
