/** A whole workspace in which nothing changed is not checked again. */
import { cacheKey, type Diagnostic } from '../model/index.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Scope } from './check.ts';
import { isSettled } from './diagrams.ts';

interface Kept {
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
  const key = cacheKey(
    'workspace',
    workspace.root,
    today,
    JSON.stringify(workspace.config),
    ...workspace.documents.map(({ path, hash }) => `${includes(path)} ${path} ${hash}`),
    ...workspace.unreadable.map(({ path, reason }) => `${includes(path)} ${path} ${reason}`),
  );
  const known = cache.get(key) as Kept | null;
  if (known?.asked.every(([file, was]) => fileExists(file) === was)) return known.diagnostics;
  const asked = new Map<string, boolean>();
  const diagnostics = await work((file) => {
    const is = asked.get(file) ?? fileExists(file);
    asked.set(file, is);
    return is;
  });
  if (isSettled(diagnostics)) cache.set(key, { diagnostics, asked: [...asked] } satisfies Kept);
  return diagnostics;
}
