/** Finds the root of a workspace, its configuration and the files in it. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { Config } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';

const configNames = ['procs.config.json', 'procs.config.yaml', 'procs.config.yml'];

export interface Found {
  /** Absolute folder that every path of the workspace is relative to. */
  readonly root: string;
  readonly config: Config;
  /** Relative to the root, with `/`, sorted. */
  readonly paths: readonly string[];
}

/**
 * The root is `root` where it is given; else the nearest folder upwards with a configuration file;
 * else `procedures/` below the current directory; else the current directory.
 *
 * @throws {InputError} where the root does not exist or the configuration cannot be used.
 */
export async function discover(cwd: string, root?: string): Promise<Found> {
  const folder = root === undefined ? defaultRoot(cwd) : path.resolve(cwd, root);
  if (!existsSync(folder)) {
    throw new InputError(
      `There is no folder ${folder}. Name the folder that holds the procedures with --root.`,
    );
  }
  if (!statSync(folder).isDirectory()) {
    return {
      root: path.dirname(folder),
      config: await readConfig(path.dirname(folder)),
      paths: [path.basename(folder)],
    };
  }
  const config = await readConfig(folder);
  const paths = await glob(config.include, {
    cwd: folder,
    ignore: config.exclude,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: true,
  });
  return {
    root: folder,
    config,
    paths: paths
      .map((found) => found.split(path.sep).join('/'))
      .filter((found) => found.endsWith('.md'))
      .sort(),
  };
}

function defaultRoot(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (configNames.some((name) => existsSync(path.join(folder, name)))) return folder;
    if (path.dirname(folder) === folder) break;
  }
  const procedures = path.join(cwd, 'procedures');
  return existsSync(procedures) ? procedures : cwd;
}

async function readConfig(folder: string): Promise<Config> {
  const name = configNames.find((candidate) => existsSync(path.join(folder, candidate)));
  if (name === undefined) return Config.parse({});
  const file = path.join(folder, name);
  let values: unknown;
  try {
    values = parseYaml(await readFile(file, 'utf8'), { maxAliasCount: 0 }) ?? {};
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${(error as Error).message}`);
  }
  const result = Config.safeParse(values);
  if (!result.success) {
    throw new InputError(`${file} is not a valid configuration:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}
