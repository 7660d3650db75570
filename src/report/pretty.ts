/** Findings for a person at a terminal: what is wrong, where, with what it is compared, how to mend it. */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Diagnostic } from '../model/index.ts';
import { escapeTerminal, escapeTerminalLine } from '../text/escape.ts';
import { type FrameStyle, frame, lineOf } from './frame.ts';
import { type Report, shownPath, summarize } from './report.ts';

export interface PrettyOptions {
  readonly color: boolean;
  /** Columns of the terminal; kept between 60 and 100. */
  readonly width: number;
}

type Colors = ReturnType<typeof pc.createColors>;

/** Places of the same finding that are listed before the rest is only counted. */
const PLACES = 8;

export function toPretty(report: Report, { color, width }: PrettyOptions): string {
  const colors = pc.createColors(color);
  const columns = Math.max(60, Math.min(width, 100));
  const blocks = groups(report.diagnostics).map((group) => block(report, group, columns, colors));
  return [...blocks, closing(report, colors)].join('\n\n');
}

/** The same finding in several places is told once: a missing procedure is one story, however often it is named. */
function groups(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  const byText = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const key = JSON.stringify([one.code, one.message, one.help]);
    const known = byText.get(key);
    if (known === undefined) byText.set(key, [one]);
    else known.push(one);
  }
  return [...byText.values()];
}

function block(
  report: Report,
  group: readonly Diagnostic[],
  width: number,
  colors: Colors,
): string {
  const one = group[0]!;
  const paint = painter(one.severity, colors);
  const wrap = (text: string, indent: number): string =>
    wrapAnsi(text, width - indent, { hard: true }).replaceAll('\n', `\n${' '.repeat(indent)}`);
  const gutter = Math.max(
    ...group.slice(0, PLACES + 1).map(({ line }) => String(line).length),
    ...one.related.map(({ span }) => String(span.line).length),
  );
  const pad = ' '.repeat(gutter);
  const head = `${paint(colors.bold(`${one.severity}[${one.code}]`))} ${colors.bold(escapeTerminalLine(one.message))}`;
  const lines = [wrap(head, 0)];
  lines.push(`${pad}${colors.cyan('-->')} ${place(report, one)}`);
  const source = report.sourceOf(one.file);
  const style: FrameStyle = { dim: colors.cyan, mark: paint };
  if (source !== null) {
    lines.push(...frame(source, { span: one, sign: '^', label: '', width, gutter, style }));
  }
  lines.push(...others(report, group.slice(1), gutter, width, colors));
  for (const { file, span, message } of one.related) {
    lines.push(`${pad}${colors.cyan(':::')} ${place(report, { file, ...span })}`);
    const text = report.sourceOf(file);
    const label = escapeTerminalLine(message);
    const calm: FrameStyle = { dim: colors.cyan, mark: colors.cyan };
    if (text !== null)
      lines.push(...frame(text, { span, sign: '-', label, width, gutter, style: calm }));
    else lines.push(`${pad} ${colors.cyan('=')} ${wrap(label, gutter + 3)}`);
  }
  if (one.help !== null) {
    const help = `${colors.green('help:')} ${escapeTerminal(one.help).replaceAll('\n', ' ')}`;
    lines.push(`${pad} ${colors.cyan('=')} ${wrap(help, gutter + 3)}`);
  }
  return lines.join('\n');
}

/** The other places, one line each with what stands there. */
function others(
  report: Report,
  rest: readonly Diagnostic[],
  gutter: number,
  width: number,
  colors: Colors,
): string[] {
  if (rest.length === 0) return [];
  const pad = ' '.repeat(gutter);
  const lines = rest.slice(0, PLACES).map((one) => {
    const where = place(report, one);
    const text = lineOf(report.sourceOf(one.file) ?? '', one.line).trim();
    const room = width - gutter - where.length - 8;
    const shown = escapeTerminalLine(
      text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text,
    );
    return `${pad} ${colors.cyan('=')} also ${where}${room > 12 ? `  ${colors.dim(shown)}` : ''}`;
  });
  if (rest.length > PLACES) {
    lines.push(
      `${pad} ${colors.cyan('=')} and in ${rest.length - PLACES} more places (--format json lists them all)`,
    );
  }
  return lines;
}

function place(report: Report, at: Pick<Diagnostic, 'file' | 'line' | 'column'>): string {
  return `${escapeTerminalLine(shownPath(report, at.file))}:${at.line}:${at.column}`;
}

function painter(severity: Diagnostic['severity'], colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
}

function closing(report: Report, colors: Colors): string {
  const { files, errors, warnings, infos } = summarize(report);
  const documents = count(files, 'document');
  if (errors + warnings + infos === 0)
    return `${documents} checked: ${colors.green('nothing found')}.`;
  const parts = [
    errors > 0 ? colors.red(count(errors, 'error')) : null,
    warnings > 0 ? colors.yellow(count(warnings, 'warning')) : null,
    infos > 0 ? colors.blue(count(infos, 'info')) : null,
  ].filter((part) => part !== null);
  const first = report.diagnostics[0]!;
  return `${documents} checked: ${parts.join(', ')}.\n${colors.dim(`"procs explain ${first.code}" says why, with an example.`)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
