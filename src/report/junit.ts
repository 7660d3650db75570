/** Findings as a JUnit report: each document is a test, which fails where `procs check` would. */
import type { Diagnostic } from '../model/index.ts';
import { escapeXml, escapeXmlAttribute } from '../text/escape.ts';
import { type FailOn, fails, type Report, shownPath } from './report.ts';

/** Attributes and order are those of the schema that Jenkins validates with. */
export function toJunit(report: Report, { failOn }: { failOn: FailOn }): string {
  const found = Map.groupBy(report.diagnostics, (one) => one.file);
  const documents = [...new Set([...(report.paths ?? []), ...found.keys()])].sort();
  const cases = documents.map((file) => testCase(report, file, found.get(file) ?? [], failOn));
  const failures = cases.filter(({ failed }) => failed).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" time="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="procs" ${counts}>`,
    `  <testsuite name="procs check" ${counts} skipped="0">`,
    ...cases.map(({ xml }) => xml),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

/** A document is one test, so that a reader of two reports sees the same test fail and pass again. */
function testCase(
  report: Report,
  file: string,
  found: readonly Diagnostic[],
  failOn: FailOn,
): { xml: string; failed: boolean } {
  const failing = found.filter((one) => fails(one, failOn));
  const rest = found.filter((one) => !failing.includes(one));
  const start = `    <testcase name="${escapeXmlAttribute(shownPath(report, file))}" classname="procs check" time="0"`;
  const failed = failing.length > 0;
  if (found.length === 0) return { xml: `${start}/>`, failed };
  const lines = [`${start}>`];
  if (failed) {
    const [first, ...more] = failing;
    const message = `${first!.message}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
    const text = failing.map((one) => told(report, one)).join('\n\n');
    lines.push(
      `      <failure message="${escapeXmlAttribute(message)}" type="${first!.code}">${escapeXml(text)}</failure>`,
    );
  }
  if (rest.length > 0) {
    const text = rest.map((one) => told(report, one)).join('\n\n');
    lines.push(`      <system-out>${escapeXml(text)}</system-out>`);
  }
  lines.push('    </testcase>');
  return { xml: lines.join('\n'), failed };
}

function told(report: Report, one: Diagnostic): string {
  const place = `${shownPath(report, one.file)}:${one.line}:${one.column}`;
  return [
    `${place}: ${one.severity} ${one.code} ${one.rule}: ${one.message}`,
    ...(one.help === null ? [] : [`  ${one.help}`]),
    ...one.related.map(
      ({ file, span, message }) => `  ${shownPath(report, file)}:${span.line}: ${message}`,
    ),
  ].join('\n');
}
