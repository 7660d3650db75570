/** Who refers to whom: the uses of every document of a workspace, found once. */
import type { Reference } from '../model/index.ts';
import { callCycles } from './calls.ts';
import { linkedPath, splitLink } from './links.ts';
import type { CompiledDocument, Workspace } from './workspace.ts';

/** One place that refers to a document, or to a part of it. */
export interface Backlink {
  /** The document that refers. */
  readonly document: CompiledDocument;
  readonly reference: Reference;
  /** `4.1`: the step, stage or section that it names; `null`: the document as a whole. */
  readonly part: string | null;
  /** The anchor of a heading, without `#`; `null`: none. */
  readonly anchor: string | null;
}

/** Every use of a document, its own references to its steps and anchors included, in the order of files and lines. */
export function backlinksOf(workspace: Workspace, document: CompiledDocument): Backlink[] {
  const asked = (questions.get(workspace) ?? 0) + 1;
  questions.set(workspace, asked);
  return asked <= FEW
    ? workspace.documents.flatMap((from) => usesBy(workspace, from, document))
    : [...(graphOf(workspace).uses.get(document.path) ?? [])];
}

/** An editor asks about one document of a workspace that is another one at the next letter: a graph would not pay. */
const FEW = 4;
const questions = new WeakMap<Workspace, number>();

/** The uses of one document in another, without looking at references that cannot mean it. */
function usesBy(workspace: Workspace, from: CompiledDocument, to: CompiledDocument): Backlink[] {
  const { ids, paths, ends, uses } = digestOf(from);
  const { id } = to.index;
  const mayMean =
    from === to ||
    (id !== null && ids.has(id)) ||
    paths.has(to.path) ||
    (ends.size > 0 && ends.has(nameOf(to.path)));
  if (!mayMean) return [];
  return uses
    .filter(({ reference }) => resolve(workspace, from, reference).includes(to))
    .map(({ reference, part, anchor }) => ({ document: from, reference, part, anchor }));
}

/**
 * The documents, by their paths, whose findings may change when the document at `path` changes,
 * appears or goes: those that refer to it or have its ID, those that it says are related, and those
 * that call each other in a circle with it. Give the IDs that it had before the change, or that a
 * deleted one had, as `formerIds`: the workspace no longer knows them. The document itself is not
 * among them.
 */
export function dependentsOf(
  workspace: Workspace,
  path: string,
  formerIds: readonly string[] = [],
): string[] {
  const graph = graphOf(workspace);
  const document = paths(workspace).at(path);
  const id = document?.index.id ?? null;
  const ids = new Set([...formerIds, ...(id === null ? [] : [id])]);
  const found = new Set<string>(graph.byPath.get(path));
  for (const { document } of graph.uses.get(path) ?? []) found.add(document.path);
  for (const one of ids) {
    for (const user of graph.byId.get(one) ?? []) found.add(user);
    for (const other of workspace.ids.get(one) ?? []) found.add(other.path);
  }
  for (const reference of document?.index.references ?? []) {
    if (reference.where !== 'front-matter') continue;
    for (const other of resolve(workspace, document!, reference)) found.add(other.path);
  }
  for (const cycle of callCycles(workspace)) {
    if (cycle.some(({ from }) => from.path === path))
      for (const { from } of cycle) found.add(from.path);
  }
  found.delete(path);
  return [...found].sort();
}

/** The documents that a reference stands for: none where it resolves to nothing, several where an ID is doubled. */
export function resolve(
  workspace: Workspace,
  from: CompiledDocument,
  { kind, target }: Reference,
): readonly CompiledDocument[] {
  switch (kind) {
    case 'id':
      return workspace.ids.get(target) ?? [];
    case 'step':
    case 'stage':
    case 'section': {
      const owner = ownerOf(target);
      return owner === null ? [from] : (workspace.ids.get(owner) ?? []);
    }
    case 'link':
      return isElsewhere(target) ? [] : some(paths(workspace).at(linkedPath(from, target)));
    case 'path':
      return some(namedBy(workspace, from, target));
  }
}

/** The document that a path in front matter or prose names: from its own folder, from the root, or by its end. */
export function namedBy(
  workspace: Workspace,
  from: Pick<CompiledDocument, 'path'>,
  path: string,
): CompiledDocument | null {
  const { at, endingIn } = paths(workspace);
  const wanted = path.replace(/^\.\//, '');
  const direct = at(linkedPath(from, path)) ?? at(wanted);
  if (direct !== null) return direct;
  const ends = endingIn(wanted);
  return ends.length === 1 ? ends[0]! : null;
}

interface Graph {
  /** Uses by the path of what is used. */
  readonly uses: ReadonlyMap<string, readonly Backlink[]>;
  /** Paths of the documents that name an ID, whether or not anything defines it. */
  readonly byId: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths of the documents that link to a path, whether or not anything lies there. */
  readonly byPath: ReadonlyMap<string, ReadonlySet<string>>;
}

const graphs = new WeakMap<Workspace, Graph>();

function graphOf(workspace: Workspace): Graph {
  const known = graphs.get(workspace);
  if (known !== undefined) return known;
  const uses = new Map<string, Backlink[]>();
  const byId = new Map<string, Set<string>>();
  const byPath = new Map<string, Set<string>>();
  for (const document of workspace.documents) {
    const digest = digestOf(document);
    for (const id of digest.ids) add(byId, id, document.path);
    for (const path of digest.paths) add(byPath, path, document.path);
    for (const { reference, part, anchor } of digest.uses) {
      for (const { path } of resolve(workspace, document, reference)) {
        const backlink = { document, reference, part, anchor };
        const list = uses.get(path);
        if (list === undefined) uses.set(path, [backlink]);
        else list.push(backlink);
      }
    }
  }
  const graph: Graph = { uses, byId, byPath };
  graphs.set(workspace, graph);
  return graph;
}

/** What can be said of a document's references without its neighbours. */
interface Digest {
  readonly uses: readonly Omit<Backlink, 'document'>[];
  /** IDs that it names. */
  readonly ids: ReadonlySet<string>;
  /** Paths, relative to the root, that it links to. */
  readonly paths: ReadonlySet<string>;
  /** File names at the end of paths that may be told from elsewhere. */
  readonly ends: ReadonlySet<string>;
}

const digests = new WeakMap<CompiledDocument, Digest>();

function digestOf(document: CompiledDocument): Digest {
  const known = digests.get(document);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  const paths = new Set<string>();
  const ends = new Set<string>();
  const uses = document.index.references.map((reference) => {
    const { kind, target } = reference;
    const part = kind === 'step' || kind === 'stage' || kind === 'section' ? partOf(target) : null;
    const id = kind === 'id' ? target : part === null ? null : ownerOf(target);
    if (id !== null) ids.add(id);
    if (kind === 'path' || (kind === 'link' && !isElsewhere(target)))
      paths.add(linkedPath(document, target));
    if (kind === 'path') ends.add(nameOf(target));
    return { reference, part, anchor: kind === 'link' ? splitLink(target).anchor : null };
  });
  const digest: Digest = { uses, ids, paths, ends };
  digests.set(document, digest);
  return digest;
}

interface Paths {
  at(path: string): CompiledDocument | null;
  endingIn(path: string): readonly CompiledDocument[];
}

const pathsOf = new WeakMap<Workspace, Paths>();

/** The documents of a workspace by their paths. */
function paths(workspace: Workspace): Paths {
  const known = pathsOf.get(workspace);
  if (known !== undefined) return known;
  const documents = new Map(workspace.documents.map((document) => [document.path, document]));
  let named: Map<string, CompiledDocument[]> | null = null;
  const found: Paths = {
    at: (path) => documents.get(path) ?? null,
    endingIn: (path) => {
      named ??= Map.groupBy(workspace.documents, (one) => nameOf(one.path));
      return (named.get(nameOf(path)) ?? []).filter((one) => one.path.endsWith(`/${path}`));
    },
  };
  pathsOf.set(workspace, found);
  return found;
}

/** `PROC-A-001` of `PROC-A-001#4.1`. */
function ownerOf(target: string): string | null {
  const at = target.indexOf('#');
  return at === -1 ? null : target.slice(0, at);
}

function partOf(target: string): string {
  return target.slice(target.indexOf('#') + 1);
}

function isElsewhere(url: string): boolean {
  return url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\)/i.test(url) || url.includes('\0');
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}

function some<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
