/** A comment that silences a rule silences something. */
import { defineRule } from '../rule.ts';

const document = (comment: string): string =>
  `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n${comment}If it fails, ask the team.\n`;

export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  code: 'PROCS026',
  family: 'structure',
  scope: 'document',
  title: 'A comment that silences a rule silences something',
  severity: 'warning',
  why: 'A comment that was needed once would hide the next mistake in the same place.',
  examples: [
    {
      failing: document('<!-- procs-disable-next-line unresolved-reference: paper archive -->\n'),
      mended: document(''),
    },
  ],
  check: null,
});
