/** No two documents have the same ID. */
import { type Finding, finding } from '../../model/index.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

export const doubledId = defineRule({
  id: 'doubled-id',
  code: 'PROCS006',
  family: 'identity',
  scope: 'workspace',
  title: 'No two documents have the same ID',
  severity: 'error',
  why: 'Whoever runs or refers to a doubled ID gets one of the two by chance.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\n---\n\n# Restore\n',
      mended: '---\nid: PROC-A-002\n---\n\n# Restore\n',
      beside: { 'first.md': '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Backup\n' },
    },
  ],
  *check({ document, index, workspace }): Iterable<Finding> {
    const { id } = index;
    const others =
      id === null ? [] : (workspace.ids.get(id) ?? []).filter((other) => other !== document);
    if (others.length === 0) return;
    const place = (one: typeof document) =>
      valuePlace(one, keyOf(one, ['id', 'codigo', 'code']) ?? 'id');
    yield finding(
      'doubled-id',
      place(document),
      `The ID ${id} is defined ${others.length + 1} times.`,
      {
        help: 'Give one of the documents another ID: until then, what refers to this one may get the other.',
        related: others.map((other) => ({
          file: other.path,
          span: place(other),
          message: 'also defined here',
        })),
      },
    );
  },
});
