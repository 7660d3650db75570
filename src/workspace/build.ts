/** Joins compiled documents to a workspace. */
import type { CompiledDocument, Workspace } from './workspace.ts';

export function buildWorkspace(parts: Omit<Workspace, 'ids'>): Workspace {
  const ids = new Map<string, CompiledDocument[]>();
  for (const document of parts.documents) {
    const { id } = document.procedure;
    if (id !== null) ids.set(id, [...(ids.get(id) ?? []), document]);
  }
  return { ...parts, ids };
}
