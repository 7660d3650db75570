/** What changed between two states of a workspace, procedure by procedure. */
import type { Difference, ProcedureDiff, WorkspaceDiff } from '../../model/index.ts';
import { pairDocuments } from '../pair.ts';
import type { CompiledDocument, Workspace } from '../workspace.ts';
import { diffProcedures, sortChanges } from './diff-procedures.ts';
import { diffSafety } from './diff-safety.ts';
import { change } from './draft.ts';

export function diffWorkspaces(before: Workspace, after: Workspace): WorkspaceDiff {
  const procedures: ProcedureDiff[] = [];
  const reworded: string[] = [];
  for (const pair of pairDocuments(before, after)) {
    const [previous, next] = [pair.before, pair.after];
    if (previous === next) continue;
    if (next === null) procedures.push(removed(previous!, after));
    else if (previous === null) procedures.push(added(next, before));
    else {
      const changes = sortChanges([
        ...nameChanges(previous, next),
        ...diffProcedures(previous.procedure, next.procedure),
      ]);
      if (changes.length > 0) procedures.push(diffOf('changed', previous, next, changes));
      else if (unifyLines(previous.text) !== unifyLines(next.text)) reworded.push(next.path);
    }
  }
  return { procedures, reworded, unreadable: unreadableIn(before, after) };
}

function diffOf(
  status: ProcedureDiff['status'],
  before: CompiledDocument | null,
  after: CompiledDocument | null,
  changes: readonly Difference[],
): ProcedureDiff {
  const { name, title } = (after ?? before)!.index;
  return {
    name,
    title,
    status,
    path: after?.path ?? null,
    pathBefore: before?.path ?? null,
    changes: [...changes],
  };
}

/** One that others still name leaves them alone in the middle of an operation. */
function removed(document: CompiledDocument, after: Workspace): ProcedureDiff {
  const { id, name } = document.index;
  const users =
    id === null || after.ids.has(id)
      ? []
      : after.documents.filter(({ index }) =>
          index.references.some(({ kind, target }) => kind === 'id' && target === id),
        );
  const became = unreadablePath(after, document.path);
  const severity = users.length > 0 || became ? 'danger' : 'notice';
  return diffOf('removed', document, null, [
    change('procedure-removed', severity, {
      subject: name,
      ...(users.length > 0 ? { after: users.map(({ path }) => path).join(', ') } : {}),
      ...(became ? { what: 'unreadable' } : {}),
    }),
  ]);
}

function added(document: CompiledDocument, before: Workspace): ProcedureDiff {
  const what = unreadablePath(before, document.path) ? { what: 'unreadable' } : {};
  const { procedure } = document;
  return diffOf('added', null, document, [
    ...diffSafety(null, procedure),
    change('procedure-added', 'notice', { subject: procedure.name, ...what }),
  ]);
}

function unreadablePath({ unreadable }: Workspace, path: string): boolean {
  return unreadable.some((one) => one.path === path);
}

function nameChanges(before: CompiledDocument, after: CompiledDocument): Difference[] {
  const found: Difference[] = [];
  const [was, is] = [before.index.id, after.index.id];
  if (was !== is) {
    found.push(change('id-changed', was === null ? 'minor' : 'notice', { before: was, after: is }));
  }
  if (before.path !== after.path) {
    found.push(change('moved', 'minor', { before: before.path, after: after.path }));
  }
  return found;
}

function unreadableIn(before: Workspace, after: Workspace): WorkspaceDiff['unreadable'] {
  return [
    ...before.unreadable.map((one) => ({ ...one, side: 'before' as const })),
    ...after.unreadable.map((one) => ({ ...one, side: 'after' as const })),
  ];
}

function unifyLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
