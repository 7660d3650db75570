/** The pipeline of `load`, for the documents as they were at a commit: nothing is checked out. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compileSource } from './document.ts';
import { readBlobs } from './git/blobs.ts';
import { configAt } from './git/config.ts';
import { openRepository, resolveCommit, startOf } from './git/repository.ts';
import { readTree, type Tree } from './git/tree.ts';
import { treeFiles } from './git/tree-files.ts';
import { type Cache, noCache } from './model/cache.ts';
import type { Config } from './model/config.ts';
import { listDocuments, locate } from './source/discover.ts';
import { type Source, tooLarge, toSource } from './source/read.ts';
import { buildWorkspace } from './workspace/build.ts';
import type { CompiledDocument, Workspace } from './workspace/workspace.ts';

export interface RevisionOptions {
  /** As a person names it: `HEAD~1`, `origin/main`. */
  readonly revision: string;
  /**
   * `start`: the commit that the work since `revision` started from, its merge base with HEAD.
   * `exact`: `revision` itself.
   */
  readonly at: 'start' | 'exact';
  /** `--root` as it was given: where it names one document, that one only. */
  readonly root?: string | undefined;
  /** Absolute. */
  readonly cwd: string;
  /** Where documents that were compiled before are found. */
  readonly cache?: Cache;
}

export interface Revision {
  /** Hash. */
  readonly commit: string;
  readonly workspace: Workspace;
  /** Whether a file or folder was there at that commit, by its absolute path. */
  readonly fileExists: (file: string) => boolean;
  /** What of the commit could not be had and was taken as it is now, for a person. */
  readonly notes: readonly string[];
}

/**
 * The workspace `beside` in an earlier state. Its root is this one's too, its documents that are the same
 * are not compiled again, and its configuration stands in for one that cannot be used.
 *
 * @throws {InputError} where there is no git, no repository, no such commit.
 */
export async function loadRevision(
  beside: Workspace,
  { revision, at, root: given, cwd, cache = noCache }: RevisionOptions,
): Promise<Revision> {
  const { root } = beside;
  const repository = await openRepository(root);
  const commit = await (at === 'start' ? startOf : resolveCommit)(repository, revision);
  const tree = await readTree(repository, commit);
  const files = treeFiles(tree, root);
  const { config, note } = await configAt(tree, beside.config);
  const only = given === undefined ? null : locate(cwd, given).only;
  const listed = only === null ? await listDocuments(root, config, files.fs) : [only];
  const compile = (source: Source): CompiledDocument => compileSource(source, config, cache);
  const { documents, unreadable } = await readDocuments(tree, listed, config, beside, compile);
  const closed = tree.closed.filter((folder) => inside(beside, folder).length > 0);
  documents.push(...closed.flatMap((folder) => inside(beside, folder)));
  documents.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    commit,
    workspace: buildWorkspace({ root, config, documents, unreadable }),
    fileExists: files.exists,
    notes: [
      ...(note === null ? [] : [note]),
      ...closed.map(
        (folder) =>
          `The submodule ${folder} does not have its earlier commit here, so its documents count as unchanged.`,
      ),
    ],
  };
}

async function readDocuments(
  tree: Tree,
  listed: readonly string[],
  config: Config,
  beside: Workspace,
  compile: (source: Source) => CompiledDocument,
): Promise<{ documents: CompiledDocument[]; unreadable: { path: string; reason: string }[] }> {
  const found = listed.flatMap((name) => {
    const blob = tree.files.get(name);
    return blob?.kind === 'file' ? [{ name, blob }] : [];
  });
  const contents = await readBlobs(
    found.map(({ blob }) => blob),
    config.maxBytes,
  );
  const isSameConfig = isDeepStrictEqual(config, beside.config);
  const known = new Map(isSameConfig ? beside.documents.map((one) => [one.path, one]) : []);
  const documents: CompiledDocument[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  for (const { name, blob } of found) {
    const content = contents.get(blob.hash)!;
    const read =
      typeof content === 'number'
        ? tooLarge(name, content, config.maxBytes)
        : toSource(name, path.join(beside.root, name), content);
    if (!read.ok) {
      unreadable.push({ path: name, reason: read.reason });
      continue;
    }
    const same = known.get(name);
    documents.push(same?.hash === read.source.hash ? same : compile(read.source));
  }
  return { documents, unreadable };
}

function inside({ documents }: Workspace, folder: string): CompiledDocument[] {
  return documents.filter((one) => one.path.startsWith(`${folder}/`));
}
