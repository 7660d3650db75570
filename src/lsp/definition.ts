/** Go to definition: of an ID, of a step or section by number, of a link. */
import type { Location, Position } from 'vscode-languageserver/node';
import { toRange } from './positions.ts';
import type { Place, Session } from './session.ts';
import { definitionOf, idAt, referenceAt, type Target, targetsOf } from './targets.ts';

export function definition(session: Session, place: Place, position: Position): Location[] {
  return found(place, position).map((target) => toLocation(session, target));
}

function found({ workspace, document }: Place, position: Position): readonly Target[] {
  const reference = referenceAt(document, position);
  const named = idAt(workspace, document, position);
  // 'Paso 4.1 de PROCED-A-001' is two references: each leads to its own.
  if (named !== null) return (workspace.ids.get(named.id) ?? []).map(definitionOf);
  return reference === undefined ? [] : targetsOf(workspace, document, reference);
}

export function toLocation(session: Session, { document, span }: Target): Location {
  return { uri: session.uriOf(document.file), range: toRange(span) };
}
