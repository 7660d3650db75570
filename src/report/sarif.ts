/** Findings as SARIF 2.1.0, the format of code scanning. */
import type { Rule } from '../check/rule.ts';
import type { Diagnostic, Fix, Span } from '../model/index.ts';
import { escapeTerminal } from '../text/escape.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { writeJson } from './json.ts';
import { type Report, shownPath } from './report.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

export function toSarif(
  report: Report,
  { rules, version }: { rules: readonly Rule[]; version: string },
): string {
  const fingerprints = fingerprintsOf(report);
  const log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'procs', version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        results: report.diagnostics.map((one, index) => ({
          ...result(report, one, rules),
          partialFingerprints: { 'procsFinding/v1': fingerprints[index] },
        })),
      },
    ],
  };
  return writeJson(log);
}

function descriptor(rule: Rule): object {
  const { id, code, family, title, why, severity, optIn = false, examples } = rule;
  const [example] = examples;
  const shown =
    example === undefined
      ? ''
      : `\n\nInstead of\n\n~~~~~markdown\n${example.failing}~~~~~\n\nwrite\n\n~~~~~markdown\n${example.mended}~~~~~\n`;
  return {
    id: code,
    name: id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: why, markdown: escapeTerminal(`${why}${shown}`) },
    defaultConfiguration: { enabled: !optIn, level: levels[severity] },
    properties: { rule: id, tags: [family] },
  };
}

function result(report: Report, one: Diagnostic, rules: readonly Rule[]): object {
  const text = one.help === null ? one.message : `${one.message} ${one.help}`;
  return {
    ruleId: one.code,
    ruleIndex: rules.findIndex((rule) => rule.code === one.code),
    level: levels[one.severity],
    message: { text: escapeTerminal(text) },
    locations: [{ physicalLocation: location(report, one.file, one) }],
    ...(one.related.length === 0
      ? {}
      : {
          relatedLocations: one.related.map(({ file, span, message }, index) => ({
            id: index + 1,
            message: { text: escapeTerminal(message) },
            physicalLocation: location(report, file, span),
          })),
        }),
    ...(one.fix === null ? {} : { fixes: [fixOf(report, one.file, one.fix)] }),
  };
}

function location(report: Report, file: string, span: Span): object {
  return { artifactLocation: { uri: toUri(shownPath(report, file)) }, region: region(span) };
}

function region({ line, column, endLine, endColumn }: Span): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function toUri(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

function fixOf(report: Report, file: string, { description, edits }: Fix): object {
  return {
    description: { text: escapeTerminal(description) },
    artifactChanges: [
      {
        artifactLocation: { uri: toUri(shownPath(report, file)) },
        replacements: edits.map(({ span, text }) => ({
          deletedRegion: region(span),
          insertedContent: { text },
        })),
      },
    ],
  };
}
