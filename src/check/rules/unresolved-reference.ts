/** Every procedure that a document names exists. */
import { type Finding, finding } from '../../model/index.ts';
import { suggestId } from '../../text/suggest.ts';
import { keyOf, mainHeading, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

export const unresolvedReference = defineRule({
  id: 'unresolved-reference',
  code: 'PROCS009',
  family: 'references',
  scope: 'workspace',
  title: 'Every procedure that is named exists',
  severity: 'error',
  why: 'Someone who is sent to a procedure that does not exist is left alone in the middle of an operation.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nIf it fails, see PROCED-B-002.\n',
      mended: '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nIf it fails, see PROC-B-002.\n',
      beside: { 'rollback.md': '---\nid: PROC-B-002\n---\n\n# PROC-B-002: Roll back\n' },
    },
  ],
  *check({ document, procedure, workspace }): Iterable<Finding> {
    // What a document calls itself is no reference, right or wrong: other rules look at that.
    const heading = mainHeading(document)?.text.trimStart() ?? '';
    const suggestions = new Map<string, string | null>();
    for (const { kind, target, span, context } of procedure.references) {
      if (kind !== 'id' || workspace.ids.has(target)) continue;
      if (heading.startsWith(target) && (procedure.id === null || /^#\s/.test(context))) continue;
      if (/^\*\*ID(?::\*\*|\*\*:)/i.test(context)) continue;
      if (!suggestions.has(target)) {
        suggestions.set(target, suggestId(target, workspace.ids.keys()));
      }
      const meant = suggestions.get(target) ?? null;
      const definition = meant === null ? undefined : workspace.ids.get(meant)?.[0];
      yield finding('unresolved-reference', span, `No document defines ${target}.`, {
        help:
          meant === null
            ? `Write the document that has the ID ${target}, or take the reference out.`
            : `Did you mean ${meant}?`,
        ...(definition === undefined
          ? {}
          : {
              related: [
                {
                  file: definition.path,
                  span: valuePlace(definition, keyOf(definition, ['id', 'codigo', 'code']) ?? 'id'),
                  message: `${meant}: ${definition.procedure.title}`,
                },
              ],
            }),
      });
    }
  },
});
