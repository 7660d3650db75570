/** How documents came to be what they are: their last changes in git, each with what it meant. */
import { compileSource } from './document.ts';
import { type Blob, readBlobs } from './git/blobs.ts';
import type { Commit } from './git/history.ts';
import { blobsNamed } from './git/names.ts';
import { type Cache, cacheKey, noCache } from './model/cache.ts';
import type { Difference, Procedure } from './model/index.ts';
import { toSource } from './source/read.ts';
import { diffProcedures } from './workspace/diff/diff-procedures.ts';
import type { CompiledDocument, Workspace } from './workspace/workspace.ts';

export interface DocumentVersion {
  /** `null`: the file as it lies on disk, where that is not what was committed last. */
  readonly commit: Pick<Commit, 'hash' | 'date' | 'subject'> | null;
  /** That the document states. */
  readonly version: string | null;
  /** `added`: it was not there before. `unread`: one of the two states could not be read. */
  readonly kind: 'added' | 'changed' | 'unread';
  /** What changed in its meaning; empty where only the wording did. */
  readonly changes: readonly Difference[];
}

export interface VersionsOptions {
  /** Of the folder of the workspace, newest first. */
  readonly commits: readonly Commit[];
  /** Versions of each document. */
  readonly each: number;
  readonly cache?: Cache;
}

/**
 * Looks up the last versions of all documents at once; what changed in one is worked out when it is
 * asked for. A renamed file begins anew under its new name.
 */
export async function documentVersions(
  workspace: Workspace,
  { commits, each, cache = noCache }: VersionsOptions,
): Promise<(document: CompiledDocument) => DocumentVersion[]> {
  const { root } = workspace;
  const found = lastChanges(workspace, commits, each);
  const places = [...found].flatMap(([path, own]) => own.map((commit) => ({ path, commit })));
  const names = places.flatMap(({ path, commit: { hash } }) => [
    `${hash}:./${path}`,
    `${hash}^:./${path}`,
  ]);
  const hashes = await blobsNamed(root, names);
  const wanted = hashes.filter((hash) => hash !== null);
  const contents = await readBlobs(
    wanted.map((hash): Blob => ({ folder: root, hash })),
    workspace.config.maxBytes,
  );
  const states = new Map(
    places.map(({ path, commit }, n) => [
      `${commit.hash} ${path}`,
      { after: hashes[2 * n] ?? null, before: hashes[2 * n + 1] ?? null },
    ]),
  );
  return (document) => {
    const reader = procedureReader(workspace, document, contents);
    const own = found.get(document.path) ?? [];
    const told = own.flatMap((commit): DocumentVersion[] => {
      const { after, before } = states.get(`${commit.hash} ${document.path}`)!;
      // It was gone for a while.
      return after === null ? [] : [{ commit, ...compared(reader, before, after, cache) }];
    });
    return [...notCommitted(document, reader, states, own), ...told];
  };
}

/** Paths of the documents to the commits that touched them. Names that would be two lines are left out. */
function lastChanges(workspace: Workspace, commits: readonly Commit[], each: number) {
  const found = new Map<string, Commit[]>(
    workspace.documents.filter(({ path }) => !/[\n\r]/.test(path)).map(({ path }) => [path, []]),
  );
  for (const commit of commits) {
    for (const path of commit.paths) {
      const own = found.get(path);
      if (own && own.length < each) own.push(commit);
    }
  }
  return found;
}

interface Reader {
  readonly key: string;
  /** The procedure that a blob held; `null` where it could not be read. */
  procedure(blob: string): Procedure | null;
  /** Whether the file on disk is what the blob holds. */
  isSame(blob: string): boolean;
  readonly now: Procedure;
}

function procedureReader(
  { config }: Workspace,
  document: CompiledDocument,
  contents: ReadonlyMap<string, Buffer | number>,
): Reader {
  const sources = new Map<string, ReturnType<typeof sourceOf>>();
  const procedures = new Map<string, Procedure | null>();
  const sourceOf = (blob: string) => {
    const bytes = contents.get(blob);
    if (bytes === undefined || typeof bytes === 'number') return null;
    const read = toSource(document.path, document.file, bytes);
    return read.ok ? read.source : null;
  };
  const source = (blob: string) => {
    const known = sources.get(blob);
    if (known !== undefined) return known;
    const made = sourceOf(blob);
    sources.set(blob, made);
    return made;
  };
  const { families, vocabulary } = config;
  return {
    key: JSON.stringify({ families, vocabulary, path: document.path }),
    get now() {
      return document.procedure;
    },
    isSame: (blob) => source(blob)?.hash === document.hash,
    procedure: (blob) => {
      const known = procedures.get(blob);
      if (known !== undefined) return known;
      const read = source(blob);
      const made =
        read === null
          ? null
          : read.hash === document.hash
            ? document.procedure
            : compileSource(read, config).procedure;
      procedures.set(blob, made);
      return made;
    },
  };
}

type Told = Pick<DocumentVersion, 'version' | 'kind' | 'changes'>;

function compared(reader: Reader, before: string | null, after: string, cache: Cache): Told {
  const key = cacheKey('version', reader.key, before ?? '', after);
  const known = cache.get(key) as Told | null;
  if (known !== null) return known;
  const is = reader.procedure(after);
  const was = before === null ? null : reader.procedure(before);
  const version = is?.version ?? null;
  const told: Told =
    before === null
      ? { version, kind: 'added', changes: [] }
      : is === null || was === null
        ? { version, kind: 'unread', changes: [] }
        : { version, kind: 'changed', changes: diffProcedures(was, is) };
  cache.set(key, told);
  return told;
}

function notCommitted(
  document: CompiledDocument,
  reader: Reader,
  states: ReadonlyMap<string, { readonly after: string | null }>,
  own: readonly Commit[],
): DocumentVersion[] {
  const newest = own[0] && states.get(`${own[0].hash} ${document.path}`)?.after;
  if (!newest || reader.isSame(newest)) return [];
  const was = reader.procedure(newest);
  const { version } = reader.now;
  if (was === null) return [{ commit: null, version, kind: 'unread', changes: [] }];
  return [{ commit: null, version, kind: 'changed', changes: diffProcedures(was, reader.now) }];
}
