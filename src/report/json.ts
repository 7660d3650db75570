/** Findings for programs: the shape of language.md, section 7. */
import { escapeJson } from '../text/escape.ts';
import { type Report, summarize } from './report.ts';

/** Characters that would act on a terminal are written as JSON escapes: the value stays the same. */
export function toJson(report: Report): string {
  const { diagnostics } = report;
  return writeJson({ diagnostics, summary: summarize(report) });
}

/** For a file or a terminal. Half characters are replaced: some readers drop a report that holds one. */
export function writeJson(value: object): string {
  const whole = (_: string, one: unknown): unknown =>
    typeof one === 'string' ? one.toWellFormed() : one;
  return escapeJson(JSON.stringify(value, whole, 2));
}
