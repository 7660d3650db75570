/** The main heading names the document's own ID, or none. */
import { type Finding, finding } from '../../model/index.ts';
import { idsIn, keyOf, mainHeading, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

export const headingId = defineRule({
  id: 'heading-id',
  code: 'PROCS007',
  family: 'identity',
  scope: 'document',
  title: 'The main heading names no other ID',
  severity: 'error',
  why: 'A copied document that still carries the old ID in its heading is followed under the wrong name.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\n---\n\n# PROC-A-002: Restore\n',
      mended: '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n',
      beside: { 'other.md': '---\nid: PROC-A-002\n---\n\n# PROC-A-002: Backup\n' },
    },
  ],
  *check({ document, procedure, config }): Iterable<Finding> {
    const heading = mainHeading(document);
    if (heading === null || procedure.id === null) return;
    const named = idsIn(heading.text, config.families);
    const other = named[0];
    // 'Rollback of PROC-A-002' names what it is about; an ID in front is the document's own name.
    if (
      other === undefined ||
      named.includes(procedure.id) ||
      !heading.text.trimStart().startsWith(other)
    )
      return;
    yield finding(
      'heading-id',
      heading.span,
      `The heading says ${other}, the front matter ${procedure.id}.`,
      {
        help: 'Make both the same: people read the heading, references go by the front matter.',
        related: [
          {
            file: document.path,
            span: valuePlace(document, keyOf(document, ['id', 'codigo', 'code']) ?? 'id'),
            message: `${procedure.id} is given here`,
          },
        ],
      },
    );
  },
});
