/** Nothing that is in use sends people to a procedure that is no longer to be followed. */
import { type Finding, finding, type Reference } from '../../model/index.ts';
import { resolve } from '../../workspace/graph.ts';
import type { CompiledDocument, Workspace } from '../../workspace/workspace.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';
import { isRetired } from '../states.ts';

export const dependsOnObsolete = defineRule({
  id: 'depends-on-obsolete',
  code: 'PROCS051',
  family: 'lifecycle',
  scope: 'workspace',
  title: 'Nothing in use depends on an obsolete procedure',
  severity: 'warning',
  why: 'Whoever follows the reference does what the team has stopped doing, often on systems that have changed since.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\nestado: activo\n---\n\n# PROC-A-001: Despliegue\n\nSi algo falla, seguir PROC-B-002.\n',
      mended:
        '---\nid: PROC-A-001\nestado: activo\n---\n\n# PROC-A-001: Despliegue\n\nSi algo falla, seguir PROC-B-003.\n',
      beside: {
        'vieja.md':
          '---\nid: PROC-B-002\nestado: obsoleto\nreemplazado_por: PROC-B-003\n---\n\n# PROC-B-002: Vuelta atrás\n',
        'nueva.md': '---\nid: PROC-B-003\nestado: activo\n---\n\n# PROC-B-003: Vuelta atrás\n',
      },
    },
  ],
  *check({ document, index, workspace }): Iterable<Finding> {
    if (isRetired(index.status) || !hasRetired(workspace)) return;
    const told = new Set<CompiledDocument>();
    for (const reference of index.references) {
      const target = retiredTarget(workspace, document, reference);
      if (target === null || told.has(target) || !dependsOn(document, reference)) continue;
      told.add(target);
      const { name, status } = target.index;
      const instead = replacementOf(target);
      yield finding(
        'depends-on-obsolete',
        reference.span,
        `${name} is marked "${status}", and this document still sends people to it.`,
        {
          help:
            instead === null
              ? `Name what is to be done instead, or correct the state of ${name}.`
              : `Name ${instead} instead, which replaces it.`,
          related: [
            {
              file: target.path,
              span: valuePlace(target, keyOf(target, ['estado', 'status', 'state']) ?? 'estado'),
              message: `${name} is marked "${status}" here`,
            },
          ],
        },
      );
    }
  },
});

const retired = new WeakMap<Workspace, boolean>();

/** Most workspaces have none, and then no reference has to be looked up. */
function hasRetired(workspace: Workspace): boolean {
  let known = retired.get(workspace);
  if (known === undefined) {
    known = workspace.documents.some(({ index }) => isRetired(index.status));
    retired.set(workspace, known);
  }
  return known;
}

/** Of a doubled ID, one document that still holds is enough to be meant. */
function retiredTarget(
  workspace: Workspace,
  document: CompiledDocument,
  reference: Reference,
): CompiledDocument | null {
  const targets = resolve(workspace, document, reference);
  const [target] = targets;
  if (target === undefined || target === document) return null;
  return targets.every((one) => isRetired(one.index.status)) ? target : null;
}

/** A history, a predecessor or a list of related reading is no dependence. */
function dependsOn(
  document: CompiledDocument,
  { where, context, span, target }: Reference,
): boolean {
  if (where === 'front-matter') {
    const { values, keySpan, valueSpan } = document.frontMatter;
    const key = Object.keys(values).find((name) => {
      const from = keySpan([name]);
      const to = valueSpan([name]) ?? from;
      return from !== null && to !== null && from.line <= span.line && span.line <= to.endLine;
    });
    return /^(?:depende_de|dependencias|depends_on|requires|requiere)$/i.test(
      (key ?? '').replaceAll('-', '_'),
    );
  }
  const isHistory = document.index.sections.some(
    (section) =>
      (section.role === 'changes' || section.role === 'references') &&
      section.span.line <= span.line &&
      span.line <= section.span.endLine,
  );
  return (
    !isHistory &&
    !/reemplaz|sustitu|supersed|replac|obsolet|deprec|derog|retir|archiv|antigu|anterior|previous|former|\bold\b|hist[oó]r|ya no|no longer/i.test(
      // An ID is a name: PROC-OLD-001 says nothing of its age.
      context.replaceAll(target, ''),
    )
  );
}

function replacementOf({ frontMatter: { values } }: CompiledDocument): string | null {
  for (const [key, value] of Object.entries(values)) {
    const name = key.toLowerCase().replaceAll('-', '_');
    if (typeof value !== 'string' || value.trim() === '') continue;
    if (/^(?:reemplazad[oa]|sustituid[oa])_por$|^(?:replaced|superseded)_by$/.test(name))
      return value.trim();
  }
  return null;
}
