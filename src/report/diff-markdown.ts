/**
 * What changed, as Markdown for a comment on a pull request. Everything that a document says stands in
 * code, inline or fenced: there it is neither HTML nor link, names nobody and closes no issue.
 */
import type { Difference, DiffReport, ProcedureDiff } from '../model/index.ts';
import { escapeTerminal } from '../text/escape.ts';
import { hasLines } from './diff-lines.ts';
import { linesOfChange, plural, summaryInWords } from './diff-report.ts';
import { changeInWords, placeInWords } from './diff-words.ts';

/** GitHub takes comments of 65,536 characters. */
const LIMIT = 60_000;

export function diffToMarkdown(report: DiffReport): string {
  const { before, after, reworded, unreadable } = report;
  const compared = `${code(before.slice(0, 10))} with ${after === null ? 'the files as they are' : code(after.slice(0, 10))}`;
  const closing = [
    ...(reworded.length > 0
      ? [`${plural(reworded.length, 'document')} changed only in the wording.`]
      : []),
    ...unreadable.slice(0, 20).map(({ path, side, reason }) => {
      const when = side === 'before' ? 'could not be read before' : 'cannot be read';
      return `Not compared: ${code(path)} ${when}: ${code(reason)}.`;
    }),
    ...(unreadable.length > 20 ? [`Nor ${unreadable.length - 20} others.`] : []),
  ];
  const parts = [`### ${summaryInWords(report)}`, `Compared: ${compared}.`];
  let room = LIMIT - [...parts, ...closing].join('\n\n').length;
  let left = report.procedures.length;
  for (const procedure of report.procedures) {
    const text = section(procedure, room);
    if (text === null) break;
    parts.push(text);
    room -= text.length + 2;
    left -= 1;
  }
  if (left > 0) {
    parts.push(
      `And ${plural(left, 'more procedure')}, too much for a comment: "procs diff" prints all.`,
    );
  }
  return `${[...parts, ...closing].join('\n\n')}\n`;
}

/** As much of a procedure as there is room for, the most severe first; `null`: nothing of it. */
function section(procedure: ProcedureDiff, room: number): string | null {
  const { name, title, path, pathBefore, changes } = procedure;
  const file = path ?? pathBefore ?? '';
  const heading = `#### ${code(name)} ${code(title)}${file === '' ? '' : ` in ${code(file)}`}`;
  let left = room - heading.length - RESERVE;
  if (left < 0) return null;
  const loud: string[] = [];
  const minor: string[] = [];
  for (const change of changes) {
    const text = entry(change);
    if (text.length + 1 > left) break;
    left -= text.length + 1;
    (change.severity === 'minor' ? minor : loud).push(text);
  }
  const rest = changes.length - loud.length - minor.length;
  const summary = `<details><summary>${plural(minor.length, 'minor change')}</summary>`;
  return [
    heading,
    ...(loud.length > 0 ? [loud.join('\n')] : []),
    ...(minor.length > 0 ? [summary, minor.join('\n'), '</details>'] : []),
    ...(rest > 0 ? [`And ${plural(rest, 'more change')}: "procs diff" prints all.`] : []),
  ].join('\n\n');
}

/** For what is said around the changes of a procedure. */
const RESERVE = 200;

function entry(change: Difference): string {
  const place = change.place === null ? '' : `${placeInWords(change.place, code)}: `;
  const severity = change.severity === 'minor' ? '' : `**${change.severity}** `;
  const sentence = `- ${severity}${place}${changeInWords(change, code)}`;
  return hasLines(change) ? `${sentence}\n\n${fenced(change)}` : sentence;
}

function fenced(change: Difference): string {
  const { lines, more } = linesOfChange(change);
  const shown = lines.map(({ sign, text }) => `${sign} ${cut(escapeTerminal(text))}`);
  if (more > 0) shown.push(`  … and ${plural(more, 'line')} more`);
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return [`${fence}diff`, ...shown, fence].map((line) => `  ${line}`).join('\n');
}

/** Text as inline code, on one line, in a fence of backticks longer than any in it. */
function code(text: string): string {
  const plain = cut(escapeTerminal(text.replace(/\s+/g, ' ').trim())) || '(nothing)';
  const fence = '`'.repeat(longestRun(plain) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

function cut(text: string): string {
  return text.length > 240 ? `${text.slice(0, 239)}…` : text;
}
