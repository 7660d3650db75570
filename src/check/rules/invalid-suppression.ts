/** A comment that silences a rule names it, and says why. */
import { defineRule } from '../rule.ts';

const document = (comment: string): string =>
  `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n${comment}\nIf it fails, see PROC-OLD-009.\n`;

export const invalidSuppression = defineRule({
  id: 'invalid-suppression',
  code: 'PROCS025',
  family: 'structure',
  scope: 'document',
  title: 'A comment that silences a rule names it and says why',
  severity: 'error',
  why: 'Whoever meets the silenced line next year has only the reason to judge by whether it still holds.',
  examples: [
    {
      failing: document('<!-- procs-disable-next-line unresolved-reference -->').replace(
        'If it fails, see PROC-OLD-009.\n',
        '',
      ),
      mended: document(
        '<!-- procs-disable-next-line unresolved-reference: kept in the paper archive -->',
      ),
    },
  ],
  check: null,
});
