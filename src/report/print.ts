/** Every format that a report can be printed in, by name. */
import type { Rule } from '../check/rule.ts';
import { toGithub } from './github.ts';
import { toGitlab } from './gitlab.ts';
import { toJson } from './json.ts';
import { toJunit } from './junit.ts';
import { toPretty } from './pretty.ts';
import type { FailOn, Report } from './report.ts';
import { toSarif } from './sarif.ts';

export const formats = ['pretty', 'json', 'github', 'sarif', 'gitlab', 'junit'] as const;
export type Format = (typeof formats)[number];

export interface PrintOptions {
  readonly color: boolean;
  readonly width: number;
  readonly failOn: FailOn;
  readonly rules: readonly Rule[];
  /** Of procs. */
  readonly version: string;
}

/** Without a line break at its end. */
export function printReport(report: Report, format: Format, options: PrintOptions): string {
  switch (format) {
    case 'pretty':
      return toPretty(report, options);
    case 'json':
      return toJson(report);
    case 'github':
      return toGithub(report);
    case 'sarif':
      return toSarif(report, options);
    case 'gitlab':
      return toGitlab(report);
    case 'junit':
      return toJunit(report, options);
  }
}
