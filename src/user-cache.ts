/** The cache of whoever runs procs, for this build of it. */
import path from 'node:path';
import { buildId } from './build.ts';
import { type Cache, noCache } from './model/cache.ts';
import { cacheFolder, openCache } from './source/cache.ts';

/** Where the environment names no place for one, nothing is kept. */
export function userCache(env: NodeJS.ProcessEnv): Cache {
  const folder = cacheFolder(env);
  return folder === null ? noCache : openCache(folder, buildId());
}

/** Where whole files that procs made are kept, and for which build of it. */
export interface Shelf {
  /** Absolute; it may not be there yet. */
  readonly folder: string;
  readonly build: string;
}

/** `null`: the environment names no place. */
export function userShelf(env: NodeJS.ProcessEnv, name: string): Shelf | null {
  const folder = cacheFolder(env);
  return folder === null ? null : { folder: path.join(folder, name), build: buildId() };
}
