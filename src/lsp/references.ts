/** Find references: every use of an ID in the workspace, and of a step, a stage or a section. */
import type { Location, Position } from 'vscode-languageserver/node';
import { mentionsOf, type Reference, type Workspace } from '../compiler.ts';
import { toLocation } from './definition.ts';
import type { Place, Session } from './session.ts';
import { definitionOf, headingAt, idAt, referenceAt, type Target, targetsOf } from './targets.ts';

export function references(
  session: Session,
  { workspace, document }: Place,
  position: Position,
  withDefinition: boolean,
): Location[] {
  const named = idAt(workspace, document, position);
  const reference = referenceAt(document, position);
  const found =
    named !== null
      ? ofId(workspace, named.id, withDefinition)
      : ofPlace(
          workspace,
          reference === undefined
            ? headingAt(document, position)
            : (targetsOf(workspace, document, reference)[0] ?? null),
          withDefinition,
        );
  return unique(found).map((target) => toLocation(session, target));
}

function ofId(workspace: Workspace, id: string, withDefinition: boolean): Target[] {
  const defining = workspace.ids.get(id) ?? [];
  const uses = workspace.documents.flatMap((document): Target[] => {
    if (!document.text.includes(id)) return [];
    // Where it is defined it is mentioned too, and that is no reference to another.
    const named: readonly Reference[] = defining.includes(document)
      ? mentionsOf(document.text, workspace.config.families)
      : document.index.references;
    return named
      .filter(({ kind, target }) => kind === 'id' && target === id)
      .map(({ span }) => ({ document, span }));
  });
  return withDefinition ? [...defining.map(definitionOf), ...uses] : uses;
}

function ofPlace(workspace: Workspace, goal: Target | null, withDefinition: boolean): Target[] {
  if (goal === null) return [];
  const uses = workspace.documents.flatMap((document) =>
    document.index.references
      .filter(({ kind }) => kind !== 'id')
      .filter((reference) =>
        targetsOf(workspace, document, reference).some(
          (target) => target.document === goal.document && target.span.line === goal.span.line,
        ),
      )
      .map(({ span }): Target => ({ document, span })),
  );
  return withDefinition ? [goal, ...uses] : uses;
}

function unique(targets: readonly Target[]): Target[] {
  const known = new Set<string>();
  return targets.filter(({ document, span }) => {
    const key = `${document.path}:${span.line}:${span.column}`;
    return !known.has(key) && known.add(key);
  });
}
