/** Writes the evidence of a run in the format that was asked for. */
import { escapeJson } from '../../text/escape.ts';
import { type Language, wordsOf } from '../words/words.ts';
import type { Evidence } from './evidence.ts';
import { evidenceHtml } from './html.ts';
import { evidenceJunit } from './junit.ts';
import { evidenceMarkdown } from './markdown.ts';

export const evidenceFormats = ['markdown', 'html', 'json', 'junit'] as const;
export type EvidenceFormat = (typeof evidenceFormats)[number];

export function reportEvidence(
  evidence: Evidence,
  format: EvidenceFormat,
  language: Language,
): string {
  switch (format) {
    case 'markdown':
      return evidenceMarkdown(evidence, wordsOf(language));
    case 'html':
      return evidenceHtml(evidence, wordsOf(language));
    case 'json':
      return `${escapeJson(JSON.stringify(evidence, null, 2))}\n`;
    case 'junit':
      return evidenceJunit(evidence);
    default:
      return format satisfies never;
  }
}
