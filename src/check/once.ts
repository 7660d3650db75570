/** A whole workspace in which nothing changed is not checked again. */
import { cacheKey, type Diagnostic } from '../model/index.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Scope } from './check.ts';
import { isSettled } from './diagrams.ts';

interface Kept {
  /** A key of all that was looked at. */
  readonly by: string;
  readonly diagnostics: Diagnostic[];
  /** Which files the rules asked after, and whether they were there. */
  readonly asked: readonly (readonly [string, boolean])[];
}

/** What was found last time, where every document, the date and each file that a link names are as they were. */
export async function once(
  workspace: Workspace,
  { fileExists, includes, today, cache }: Scope,
  work: (fileExists: Scope['fileExists']) => Promise<Diagnostic[]>,
): Promise<Diagnostic[]> {
  // What was found before a change is not asked for again: it gives way.
  const key = cacheKey(
    'workspace',
    workspace.root,
    ...workspace.documents.flatMap(({ path }) => (includes(path) ? [] : [path])),
  );
  const by = cacheKey(
    today,
    JSON.stringify(workspace.config),
    ...workspace.documents.map(({ path, hash }) => `${includes(path)} ${path} ${hash}`),
    ...workspace.unreadable.map(({ path, reason }) => `${includes(path)} ${path} ${reason}`),
  );
  const known = cache.get(key) as Kept | null;
  if (known?.by === by && known.asked.every(([file, was]) => fileExists(file) === was))
    return known.diagnostics;
  const asked = new Map<string, boolean>();
  const diagnostics = await work((file) => {
    const is = asked.get(file) ?? fileExists(file);
    asked.set(file, is);
    return is;
  });
  if (isSettled(diagnostics)) cache.set(key, { by, diagnostics, asked: [...asked] } satisfies Kept);
  return diagnostics;
}
