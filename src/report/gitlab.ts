/** Findings as GitLab's code quality report, which shows them in a merge request. */
import type { Diagnostic, Severity } from '../model/index.ts';
import { escapeTerminalLine } from '../text/escape.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { writeJson } from './json.ts';
import { type Report, shownPath } from './report.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  info: 'info',
};

export function toGitlab(report: Report): string {
  const fingerprints = fingerprintsOf(report);
  const issues = report.diagnostics.map((one, index) => issue(report, one, fingerprints[index]!));
  return writeJson(issues);
}

/** Only the documented properties: GitLab drops a report in which it does not find what it expects. */
function issue(report: Report, one: Diagnostic, fingerprint: string): object {
  const text = one.help === null ? one.message : `${one.message} ${one.help}`;
  return {
    description: escapeTerminalLine(text),
    check_name: `${one.code} ${one.rule}`,
    fingerprint,
    severity: severities[one.severity],
    location: {
      path: shownPath(report, one.file),
      lines: { begin: one.line, end: one.endLine },
    },
  };
}
