/** The pipeline on one screen: read → parse → compile → workspace. */
import { compileDocument } from './compile/compile.ts';
import { discover } from './source/discover.ts';
import { read } from './source/read.ts';
import { buildWorkspace } from './workspace/build.ts';
import type { CompiledDocument, Workspace } from './workspace/workspace.ts';

export interface LoadOptions {
  /** Folder of the documents or one file; default: found from `cwd` upwards. */
  readonly root?: string | undefined;
  /** Absolute; default: the process's. */
  readonly cwd?: string;
}

/**
 * Reads and compiles every document of a workspace. Documents that cannot be read are listed in
 * `unreadable`; whatever a readable one holds, it is compiled.
 *
 * @throws {InputError} where the root or the configuration cannot be used.
 */
export async function load({ root, cwd = process.cwd() }: LoadOptions = {}): Promise<Workspace> {
  const found = await discover(cwd, root);
  const documents: CompiledDocument[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  for (const path of found.paths) {
    const result = await read(found.root, path, found.config.maxBytes);
    if (!result.ok) {
      unreadable.push({ path, reason: result.reason });
      continue;
    }
    const { source } = result;
    const compiled = compileDocument(source, found.config);
    documents.push({ path, file: source.file, text: source.text, ...compiled });
  }
  return buildWorkspace({ root: found.root, config: found.config, documents, unreadable });
}
