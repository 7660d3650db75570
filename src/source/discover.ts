/** Finds the root of a workspace, its configuration and the files in it. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FileSystemAdapter, glob } from 'tinyglobby';
import type { Config } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';
import { hasConfig, readConfig } from './config.ts';

export interface Found {
  /** Absolute folder that every path of the workspace is relative to. */
  readonly root: string;
  readonly config: Config;
  /** Relative to the root, with `/`, sorted. */
  readonly paths: readonly string[];
}

/** Where the documents are, before anything of them is read. */
export interface Place {
  /** Absolute. */
  readonly root: string;
  /** Name of the one document in the root that is meant; `null`: all of them. */
  readonly only: string | null;
}

/** @throws {InputError} where the root does not exist or the configuration cannot be used. */
export async function discover(cwd: string, given?: string): Promise<Found> {
  const { root, only } = locate(cwd, given);
  const config = await readConfig(root);
  return { root, config, paths: only === null ? await listDocuments(root, config) : [only] };
}

/**
 * The root is `root` where it is given; else the nearest folder upwards with a configuration file;
 * else `procedures/` below the current directory; else the current directory.
 *
 * @throws {InputError} where it does not exist.
 */
export function locate(cwd: string, root?: string): Place {
  const folder = root === undefined ? defaultRoot(cwd) : path.resolve(cwd, root);
  if (!existsSync(folder)) {
    throw new InputError(
      `There is no folder ${folder}. Name the folder that holds the procedures with --root.`,
    );
  }
  return statSync(folder).isDirectory()
    ? { root: folder, only: null }
    : { root: path.dirname(folder), only: path.basename(folder) };
}

/** The documents that the configuration includes, on the disk or in the file system that is given. */
export async function listDocuments(
  root: string,
  config: Config,
  fs?: FileSystemAdapter,
): Promise<string[]> {
  const paths = await glob(config.include, {
    cwd: root,
    ignore: config.exclude,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: true,
    ...(fs === undefined ? {} : { fs }),
  });
  return paths
    .map((found) => found.split(path.sep).join('/'))
    .filter((found) => found.endsWith('.md'))
    .sort();
}

function defaultRoot(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (hasConfig(folder)) return folder;
    if (path.dirname(folder) === folder) break;
  }
  const procedures = path.join(cwd, 'procedures');
  return existsSync(procedures) ? procedures : cwd;
}
