/** Which documents `procs check` speaks of, and the workspace around them. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Cache, InputError, load, type Workspace } from '../compiler.ts';

export function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new InputError(`There is no file or folder ${file}.`);
}

/** The workspace around the paths: the usual one where it holds them, else the folder that is named. */
export async function openWorkspace(
  paths: readonly string[],
  { root, cwd, cache }: { root: string | undefined; cwd: string; cache: Cache },
): Promise<Workspace> {
  const first = paths[0];
  if (root !== undefined || first === undefined) return load({ root, cwd, cache });
  const folder = statSync(first).isDirectory() ? first : path.dirname(first);
  const usual = await load({ cwd, cache }).catch((error: unknown) => {
    if (error instanceof InputError) return null;
    throw error;
  });
  if (usual !== null && paths.every((one) => contains(usual.root, one))) return usual;
  return load({ root: folder, cwd, cache });
}

export function selector(
  workspace: Workspace,
  paths: readonly string[],
): (file: string) => boolean {
  const outside = paths.find((one) => !contains(workspace.root, one));
  if (outside !== undefined) {
    throw new InputError(
      `${outside} lies outside the workspace ${workspace.root}. Name the folder that holds all of them with --root.`,
    );
  }
  if (paths.length === 0) return () => true;
  return (file) => paths.some((one) => contains(one, path.join(workspace.root, file)));
}

function contains(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** Paths are shown from here where the workspace lies below, so that editors and CI can open them. */
export function shownBase(cwd: string, root: string): string {
  return contains(cwd, root) ? path.relative(cwd, root).split(path.sep).join('/') : '';
}
