/** The cache of whoever runs procs, for this build of it. */
import { buildId } from './build.ts';
import { type Cache, noCache } from './model/cache.ts';
import { cacheFolder, openCache } from './source/cache.ts';

/** Where the environment names no place for one, nothing is kept. */
export function userCache(env: NodeJS.ProcessEnv): Cache {
  const folder = cacheFolder(env);
  return folder === null ? noCache : openCache(folder, buildId());
}
