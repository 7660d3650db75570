/** Every procedure that a document names exists. */
import { type Finding, finding } from '../../model/index.ts';
import { idSuggester } from '../../text/suggest.ts';
import type { Workspace } from '../../workspace/workspace.ts';
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
  *check({ document, index, workspace }): Iterable<Finding> {
    // What a document calls itself is no reference, right or wrong: other rules look at that.
    const heading = mainHeading(document)?.text.trimStart() ?? '';
    const suggest = suggesterOf(workspace);
    for (const { kind, target, span, context } of index.references) {
      if (kind !== 'id' || workspace.ids.has(target)) continue;
      if (heading.startsWith(target) && (index.id === null || /^#\s/.test(context))) continue;
      if (/^\*\*ID(?::\*\*|\*\*:)/i.test(context)) continue;
      const meant = suggest(target);
      const definition = meant === null ? undefined : workspace.ids.get(meant)?.[0];
      yield finding('unresolved-reference', span, `No document defines ${target}.`, {
        help:
          meant === null
            ? `Write the document that has the ID ${target}, or take the reference out.`
            : `Did you mean ${meant}?`,
        ...(meant === null ? {} : { suggestion: { written: target, meant } }),
        ...(definition === undefined
          ? {}
          : {
              related: [
                {
                  file: definition.path,
                  span: valuePlace(definition, keyOf(definition, ['id', 'codigo', 'code']) ?? 'id'),
                  message: `${meant}: ${definition.index.title}`,
                },
              ],
            }),
      });
    }
  },
});

const suggesters = new WeakMap<Workspace, (id: string) => string | null>();

/** In an old corpus the same missing IDs are named hundreds of times. */
function suggesterOf(workspace: Workspace): (id: string) => string | null {
  let suggest = suggesters.get(workspace);
  if (suggest === undefined) {
    const fresh = idSuggester(workspace.ids.keys());
    const known = new Map<string, string | null>();
    suggest = (id) => {
      if (!known.has(id)) known.set(id, fresh(id));
      return known.get(id) ?? null;
    };
    suggesters.set(workspace, suggest);
  }
  return suggest;
}
