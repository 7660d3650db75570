/** The pipeline on one screen: read → parse → compile → workspace. */
import { compileSource } from './document.ts';
import { type Cache, noCache } from './model/cache.ts';
import { discover, type Found } from './source/discover.ts';
import { type Read, read } from './source/read.ts';
import { buildWorkspace } from './workspace/build.ts';
import type { CompiledDocument, Workspace } from './workspace/workspace.ts';

export interface LoadOptions {
  /** Folder of the documents or one file; default: found from `cwd` upwards. */
  readonly root?: string | undefined;
  /** Absolute; default: the process's. */
  readonly cwd?: string;
  /** Where documents that were compiled before are found. What is run is compiled anew. */
  readonly cache?: Cache;
  /** With a cache: whether procedures that had to be compiled stay, for who will ask for them again. */
  readonly holds?: boolean;
}

/**
 * Reads and compiles every document of a workspace. Documents that cannot be read are listed in
 * `unreadable`; whatever a readable one holds, it is compiled.
 *
 * @throws {InputError} where the root or the configuration cannot be used.
 */
export async function load({
  root,
  cwd = process.cwd(),
  cache = noCache,
  holds = cache === noCache,
}: LoadOptions = {}): Promise<Workspace> {
  const found = await discover(cwd, root);
  const documents: CompiledDocument[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  for await (const result of readAhead(found)) {
    if (!result.ok) {
      unreadable.push({ path: result.path, reason: result.reason });
      continue;
    }
    documents.push(compileSource(result.source, found.config, cache, holds));
  }
  return buildWorkspace({ root: found.root, config: found.config, documents, unreadable });
}

const AHEAD = 32;

/** Reads some documents while the one before them is compiled; in the order of the paths. */
async function* readAhead({ root, paths, config }: Found): AsyncGenerator<Read> {
  const waiting: Promise<Read>[] = [];
  for (const path of paths) {
    waiting.push(read(root, path, config.maxBytes));
    if (waiting.length >= AHEAD) yield await waiting.shift()!;
  }
  for (const one of waiting) yield await one;
}
