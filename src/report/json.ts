/** Findings for programs: the shape of language.md, section 7. */
import { type Report, summarize } from './report.ts';

/** Characters that would act on a terminal are written as JSON escapes: the value stays the same. */
export function toJson(report: Report): string {
  const { diagnostics } = report;
  return escapeJson(JSON.stringify({ diagnostics, summary: summarize(report) }, null, 2));
}

/** JSON escapes only what stands below U+0020 by itself. */
export function escapeJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
