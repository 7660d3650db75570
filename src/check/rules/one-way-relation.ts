/** Documents that list each other as related do so in both directions. */
import { type Finding, finding } from '../../model/index.ts';
import { backlinksOf, resolve } from '../../workspace/graph.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';
import { isRetired } from '../states.ts';
import { inWords } from '../words.ts';

const NAMES = ['relacionados', 'related'];
const HANDOVER = '---\nid: PROC-C-003\n---\n\n# PROC-C-003: Handover\n';

export const oneWayRelation = defineRule({
  id: 'one-way-relation',
  code: 'PROCS052',
  family: 'references',
  scope: 'workspace',
  title: 'Related documents know of each other',
  severity: 'info',
  optIn: true,
  why: 'Whoever changes this document looks at what it lists as related: a document that is missing there is forgotten.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\nrelated: [PROC-C-003]\n---\n\n# PROC-A-001: Restore\n',
      mended:
        '---\nid: PROC-A-001\nrelated: [PROC-C-003, PROC-B-002]\n---\n\n# PROC-A-001: Restore\n',
      beside: {
        'backup.md': '---\nid: PROC-B-002\nrelated: [PROC-A-001]\n---\n\n# PROC-B-002: Backup\n',
        'handover.md': HANDOVER,
        'procs.config.yaml': 'rules:\n  one-way-relation: on\n',
      },
    },
  ],
  *check({ document, index, workspace }): Iterable<Finding> {
    const key = keyOf(document, NAMES);
    // Who keeps no list cannot forget anybody in it.
    if (key === null || isRetired(index.status)) return;
    const known = new Set(
      index.references.flatMap((reference) => resolve(workspace, document, reference)),
    );
    const asking = backlinksOf(workspace, document).filter(
      ({ document: other, reference }) =>
        other !== document &&
        reference.where === 'front-matter' &&
        isListed(other, reference.span.line) &&
        !known.has(other) &&
        !isRetired(other.index.status),
    );
    const missing = [...new Map(asking.map((one) => [one.document, one])).values()];
    if (missing.length === 0) return;
    const names = missing.map((one) => one.document.index.name);
    yield finding(
      'one-way-relation',
      valuePlace(document, key),
      `${inWords(names)} ${names.length === 1 ? 'names' : 'name'} this document as related, and it does not name ${names.length === 1 ? 'that one' : 'them'}.`,
      {
        help: `Add ${names.length === 1 ? names[0] : 'them'} to "${key}", or take this document out of the other list.`,
        related: missing.map((one) => ({
          file: one.document.path,
          span: one.reference.span,
          message: `${one.document.index.name} names this document here`,
        })),
      },
    );
  },
});

/** Whether a line of the front matter belongs to its list of related documents. */
function isListed(document: CompiledDocument, line: number): boolean {
  const key = keyOf(document, NAMES);
  const from = key === null ? null : document.frontMatter.keySpan([key]);
  const to = key === null ? null : document.frontMatter.valueSpan([key]);
  return from !== null && to !== null && from.line <= line && line <= to.endLine;
}
