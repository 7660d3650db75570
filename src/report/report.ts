/** What every format is given. */
import type { FingerprintSource } from '../check/fingerprint.ts';
import type { Diagnostic, Severity, Summary } from '../model/index.ts';

export interface Report {
  /** Sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many documents were looked at. */
  readonly files: number;
  /** Their paths, for formats that also name those without findings. */
  readonly paths?: readonly string[];
  /** Text of a file, for code frames; `null` where it could not be read. */
  readonly sourceOf: (file: string) => string | null;
  /** The document behind a path, for fingerprints; `null` where it could not be read. */
  readonly documentOf?: (file: string) => FingerprintSource | null;
  /** From the place that paths are shown from to the workspace root, with `/`; empty: the root itself. */
  readonly base: string;
}

export function summarize({ diagnostics, files }: Pick<Report, 'diagnostics' | 'files'>): Summary {
  const count = (severity: Severity): number =>
    diagnostics.filter((one) => one.severity === severity).length;
  return { files, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** From which severity on a finding makes the check fail. */
export type FailOn = Severity | 'never';
const order: readonly FailOn[] = ['info', 'warning', 'error', 'never'];

/** Whether a finding makes the check fail. */
export function fails({ severity }: Pick<Diagnostic, 'severity'>, failOn: FailOn): boolean {
  return order.indexOf(severity) >= order.indexOf(failOn);
}

/** A file's path as it is shown. */
export function shownPath({ base }: Pick<Report, 'base'>, file: string): string {
  return base === '' ? file : `${base}/${file}`;
}
