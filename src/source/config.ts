/** Reads the configuration of a workspace: data, or a module of the team's own that exports it. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { Config } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';

/** Files that are only data: they are also read as they were at a commit. */
export const configNames = ['procs.config.json', 'procs.config.yaml', 'procs.config.yml'];

/** Files that are code of the team's own: run when the workspace is opened, never as of a commit. */
export const codeConfigNames = [
  'procs.config.ts',
  'procs.config.mts',
  'procs.config.js',
  'procs.config.mjs',
];

const allNames = [...configNames, ...codeConfigNames];

export function hasConfig(folder: string): boolean {
  return allNames.some((name) => existsSync(path.join(folder, name)));
}

/** @throws {InputError} where there are two, or the one that there is cannot be used. */
export async function readConfig(folder: string): Promise<Config> {
  const [name, second] = allNames.filter((one) => existsSync(path.join(folder, one)));
  if (name === undefined) return Config.parse({});
  if (second !== undefined) {
    throw new InputError(
      `${folder} has two configurations, ${name} and ${second}, and which one counts is not clear. Keep one.`,
    );
  }
  const file = path.join(folder, name);
  if (codeConfigNames.includes(name)) return validConfig(file, await runModule(file));
  try {
    return parseConfig(file, await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** @throws {InputError} where it is none; `file` is how a message calls it. */
export function parseConfig(file: string, text: string): Config {
  let values: unknown;
  try {
    values = parseYaml(text, { maxAliasCount: 0 }) ?? {};
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return validConfig(file, values);
}

function validConfig(file: string, values: unknown): Config {
  const result = Config.safeParse(values);
  if (!result.success) {
    throw new InputError(`${file} is not a valid configuration:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}

async function runModule(file: string): Promise<unknown> {
  // An editor that reads it again after a change must not be given the old one.
  const url = `${pathToFileURL(file).href}?${statSync(file).mtimeMs}`;
  let module: { default?: unknown };
  try {
    module = (await import(url)) as { default?: unknown };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw new InputError(
        `${file} is TypeScript, which Node.js reads from 22.18 on, and this is ${process.versions.node}. Install a newer one, or write the configuration as procs.config.js or procs.config.yaml.`,
      );
    }
    throw new InputError(`${file} cannot be run: ${message}`);
  }
  if (module.default === undefined) {
    throw new InputError(`${file} exports no configuration: end it with "export default { … }".`);
  }
  return module.default;
}
