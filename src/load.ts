/** The pipeline on one screen: read → parse → compile → workspace. */
import type { Root } from 'mdast';
import { compileDocument } from './compile/compile.ts';
import type { Config } from './model/config.ts';
import { parseMarkdown } from './parse/markdown.ts';
import { discover, type Found } from './source/discover.ts';
import { type Read, read, type Source } from './source/read.ts';
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
  for await (const result of readAhead(found)) {
    if (!result.ok) {
      unreadable.push({ path: result.path, reason: result.reason });
      continue;
    }
    documents.push(compileSource(result.source, found.config));
  }
  return buildWorkspace({ root: found.root, config: found.config, documents, unreadable });
}

/** One document through the pipeline, wherever it was read. */
export function compileSource(source: Source, config: Config): CompiledDocument {
  const { path, file, text } = source;
  const { tree, ...compiled } = compileDocument(source, config);
  return withTree({ path, file, text, ...compiled });
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

/** The tree is parsed again where somebody asks for it: it is by far the largest part of a document. */
function withTree(document: Omit<CompiledDocument, 'tree'>): CompiledDocument {
  let held: WeakRef<Root> | null = null;
  return Object.defineProperty(document, 'tree', {
    enumerable: true,
    get(): Root {
      const known = held?.deref();
      if (known !== undefined) return known;
      const tree = parseMarkdown(document.text);
      held = new WeakRef(tree);
      return tree;
    },
  }) as CompiledDocument;
}
