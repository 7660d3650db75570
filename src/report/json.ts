/** Findings for programs: the shape of language.md, section 7. */
import { escapeJson } from '../text/escape.ts';
import { type Report, summarize } from './report.ts';

/** Characters that would act on a terminal are written as JSON escapes: the value stays the same. */
export function toJson(report: Report): string {
  const { diagnostics } = report;
  return escapeJson(JSON.stringify({ diagnostics, summary: summarize(report) }, null, 2));
}
