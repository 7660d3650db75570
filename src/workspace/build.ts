/** Joins compiled documents to a workspace. */
import type { CompiledDocument, Workspace } from './workspace.ts';

export function buildWorkspace(parts: Omit<Workspace, 'ids'>): Workspace {
  let ids: Map<string, CompiledDocument[]> | null = null;
  return {
    ...parts,
    get ids() {
      ids ??= idsOf(parts.documents);
      return ids;
    },
  };
}

function idsOf(documents: readonly CompiledDocument[]): Map<string, CompiledDocument[]> {
  const ids = new Map<string, CompiledDocument[]>();
  for (const document of documents) {
    const { id } = document.index;
    if (id === null) continue;
    const same = ids.get(id);
    if (same === undefined) ids.set(id, [document]);
    else same.push(document);
  }
  return ids;
}
