/** What changed, for a person at a terminal. */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Difference, DifferenceSeverity, DiffReport, ProcedureDiff } from '../model/index.ts';
import { escapeTerminalLine } from '../text/escape.ts';
import { hasLines } from './diff-lines.ts';
import { linesOfChange, plural, summaryInWords } from './diff-report.ts';
import { changeInWords, placeInWords } from './diff-words.ts';

export interface DiffTextOptions {
  readonly color: boolean;
  /** Columns of the terminal; kept between 60 and 100. */
  readonly width: number;
}

type Colors = ReturnType<typeof pc.createColors>;

export function diffToText(report: DiffReport, { color, width }: DiffTextOptions): string {
  const colors = pc.createColors(color);
  const columns = Math.max(60, Math.min(width, 100));
  const parts = report.procedures.map((one) => block(one, columns, colors));
  const closing = [`${summaryInWords(report)}.`];
  if (report.reworded.length > 0) {
    closing.push(`${plural(report.reworded.length, 'document')} changed only in the wording.`);
  }
  for (const { path, side, reason } of report.unreadable) {
    const when = side === 'before' ? 'could not be read before' : 'cannot be read';
    closing.push(`Not compared: ${escapeTerminalLine(`${path} ${when}: ${reason}`)}.`);
  }
  return [...parts, closing.join('\n')].join('\n\n');
}

function block(procedure: ProcedureDiff, width: number, colors: Colors): string {
  const { name, title, path, pathBefore, changes } = procedure;
  const head = `${escapeTerminalLine(name)}  ${escapeTerminalLine(title)}`;
  const file = escapeTerminalLine(path ?? pathBefore ?? '');
  const lines = [`${colors.bold(head)}  ${colors.dim(file)}`];
  for (const change of changes) lines.push(...entry(change, width, colors));
  return lines.join('\n');
}

const SEVERITY_WIDTH = 8;

function entry(change: Difference, width: number, colors: Colors): string[] {
  const paint = painters(colors)[change.severity];
  const place = change.place === null ? '' : `${placeInWords(change.place, quote)}: `;
  const at = change.line ?? change.lineBefore;
  const where = at === null ? '' : ` (line ${at}${change.line === null ? ' before' : ''})`;
  const margin = ' '.repeat(2 + SEVERITY_WIDTH);
  const sentence = wrapAnsi(
    `${place}${changeInWords(change, quote)}${colors.dim(where)}`,
    width - margin.length,
    { hard: true },
  ).replaceAll('\n', `\n${margin}`);
  const lines = [`  ${paint(change.severity.padEnd(SEVERITY_WIDTH))}${sentence}`];
  if (!hasLines(change)) return lines;
  const shown = linesOfChange(change);
  for (const { sign, text } of shown.lines) {
    const line = `${sign} ${escapeTerminalLine(text)}`.trimEnd();
    lines.push(
      `${margin}${sign === '+' ? colors.green(line) : sign === '-' ? colors.red(line) : line}`,
    );
  }
  if (shown.more > 0) lines.push(`${margin}… and ${plural(shown.more, 'line')} more`);
  return lines;
}

function painters(colors: Colors): Record<DifferenceSeverity, (text: string) => string> {
  return { danger: colors.red, notice: colors.yellow, minor: colors.dim };
}

function quote(text: string): string {
  return `"${escapeTerminalLine(text)}"`;
}
