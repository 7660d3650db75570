/** The configuration of a workspace as it was at a commit. Only data is read: one that is code is never run. */
import { Config } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';
import { codeConfigNames, configNames, parseConfig } from '../source/config.ts';
import { readBlobs } from './blobs.ts';
import type { Tree } from './tree.ts';

/** Larger ones are no configuration. */
const MAX_BYTES = 1_000_000;

export interface ConfigAt {
  readonly config: Config;
  /** Why it is the fallback, for a person; `null`: it is that of the commit. */
  readonly note: string | null;
}

export async function configAt(tree: Tree, fallback: Config): Promise<ConfigAt> {
  const written = codeConfigNames.find((name) => tree.files.has(name));
  if (written !== undefined) return instead(fallback, `${written} is code, and is not run`);
  const name = configNames.find((candidate) => tree.files.get(candidate)?.kind === 'file');
  if (name === undefined) return { config: Config.parse({}), note: null };
  const blob = tree.files.get(name)!;
  const content = (await readBlobs([blob], MAX_BYTES)).get(blob.hash);
  if (content === undefined || typeof content === 'number') {
    return instead(fallback, `${name} is too large`);
  }
  try {
    return { config: parseConfig(name, content.toString('utf8')), note: null };
  } catch (error) {
    if (error instanceof InputError) return instead(fallback, error.message.trimEnd());
    throw error;
  }
}

function instead(config: Config, reason: string): ConfigAt {
  return {
    config,
    note: `The configuration of that commit could not be used, so today's stands in for it: ${reason}`,
  };
}
