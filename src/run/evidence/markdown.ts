/** The evidence of a run as Markdown. */
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Words } from '../words/words.ts';
import type { Evidence } from './evidence.ts';
import { evidencePage } from './page.ts';

export function evidenceMarkdown(evidence: Evidence, words: Words): string {
  return toMarkdown(evidencePage(evidence, words), { extensions: [gfmTableToMarkdown()] });
}
