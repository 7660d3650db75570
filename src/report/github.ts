/** Findings as annotations of GitHub Actions: workflow commands on standard output. */
import type { Diagnostic } from '../model/index.ts';
import { escapeTerminal } from '../text/escape.ts';
import { type Report, shownPath, summarize } from './report.ts';

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function toGithub(report: Report): string {
  const { files, errors, warnings, infos } = summarize(report);
  const lines = report.diagnostics.map((one) => annotation(report, one));
  return [
    ...lines,
    `procs: ${files} documents, ${errors} errors, ${warnings} warnings, ${infos} infos`,
  ].join('\n');
}

function annotation(report: Report, one: Diagnostic): string {
  const properties: [string, string][] = [
    ['file', shownPath(report, one.file)],
    ['line', String(one.line)],
    ['endLine', String(one.endLine)],
  ];
  // GitHub takes columns only within one line.
  if (one.line === one.endLine) {
    properties.push(['col', String(one.column)], ['endColumn', String(one.endColumn)]);
  }
  properties.push(['title', `${one.code} ${one.rule}`]);
  const related = one.related.map(
    ({ file, span, message }) => `${shownPath(report, file)}:${span.line}: ${message}`,
  );
  const text = [one.message, ...(one.help === null ? [] : [one.help]), ...related].join('\n');
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
  return `::${levels[one.severity]} ${list}::${escapeData(text)}`;
}

/** A raw newline would end the command and let the text give another. */
function escapeData(text: string): string {
  return escapeTerminal(text)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
