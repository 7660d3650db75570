/** Finds the document that a person means by a name. */
import { nearest, suggestId } from '../text/suggest.ts';
import type { CompiledDocument, Lookup, Workspace } from './workspace.ts';

/**
 * By ID in any case, by file name with or without `.md`, by path. A part that only one ID contains
 * is not taken: running the wrong procedure is worse than typing three more letters.
 */
export function lookup(workspace: Workspace, name: string): Lookup {
  const wanted = name.trim().toLowerCase();
  const { documents } = workspace;
  const matches = (test: (document: CompiledDocument) => boolean): Lookup | null => {
    const found = documents.filter(test);
    if (found.length === 0) return null;
    return found.length === 1
      ? { found: 'one', document: found[0]! }
      : { found: 'several', documents: found };
  };
  return (
    matches(({ index }) => index.id?.toLowerCase() === wanted) ??
    matches(({ path }) => path.toLowerCase() === wanted.replace(/^\.\//, '')) ??
    matches(
      ({ path }) =>
        path.split('/').at(-1)!.toLowerCase().replace(/\.md$/, '') === wanted.replace(/\.md$/, ''),
    ) ?? {
      found: 'none',
      suggestion: suggestion(workspace, name),
    }
  );
}

function suggestion({ documents }: Workspace, name: string): string | null {
  const names = documents.map(({ index }) => index.name);
  const wanted = name.trim().toUpperCase();
  const containing = names.filter((candidate) => candidate.toUpperCase().includes(wanted));
  if (containing.length === 1) return containing[0]!;
  return suggestId(wanted, names) ?? nearest(name, names);
}
