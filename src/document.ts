/** One document through the pipeline: parsed and compiled when something is asked of it, or taken from the cache. */
import type { Root } from 'mdast';
import { compileDocument } from './compile/compile.ts';
import type { Config } from './model/config.ts';
import {
  type Cache,
  cacheKey,
  type Finding,
  type Marks,
  noCache,
  type Procedure,
  type Span,
} from './model/index.ts';
import { parseFrontMatter } from './parse/front-matter.ts';
import { parseWithin } from './parse/limits.ts';
import { parserName } from './parse/markdown.ts';
import type { Source } from './source/read.ts';
import { indexOf, type ProcedureIndex } from './workspace/procedure-index.ts';
import type { CompiledDocument, FrontMatter } from './workspace/workspace.ts';

/** What is kept of a document. Writing and reading the whole procedure, ten times as much, costs what compiling it does. */
interface Kept {
  readonly index: ProcedureIndex;
  readonly marks: Marks;
  readonly findings: readonly Finding[];
  readonly frontMatter: { readonly values: Record<string, unknown>; readonly span: Span | null };
}

/**
 * @param cache where what was compiled before is found, and is kept for the next time. With one, a procedure
 *   that nobody holds is let go and compiled again where it is asked for; without, it stays.
 */
export function compileSource(
  source: Source,
  config: Config,
  cache: Cache = noCache,
): CompiledDocument {
  const { path, file, text, hash } = source;
  const key = once(() => keyOf(source, config));
  const tree = forAWhile(() => parseWithin(text).tree);
  const places = forAWhile(() => parseFrontMatter(text, tree()));
  let whole: Procedure | null = null;
  const compile = (): { procedure: Procedure; kept: Kept } => {
    const { procedure, marks, findings, ...parsed } = compileDocument(source, config);
    tree.hold(parsed.tree);
    places.hold(parsed.frontMatter);
    const { values, span } = parsed.frontMatter;
    const lasting = { index: indexOf(procedure), marks, findings };
    if (cache === noCache) {
      whole = procedure;
      return { procedure, kept: { ...lasting, frontMatter: { values, span } } };
    }
    const kept = { ...detached(lasting), frontMatter: { values, span } };
    cache.set(key(), kept);
    return { procedure, kept };
  };
  const procedure = forAWhile(() => whole ?? compile().procedure);
  const kept = once((): Kept => {
    const known = cache === noCache ? null : (cache.get(key()) as Kept | null);
    if (known !== null) {
      const values = Object.assign(Object.create(null), known.frontMatter.values);
      return { ...known, frontMatter: { ...known.frontMatter, values } };
    }
    const fresh = compile();
    procedure.hold(fresh.procedure);
    return fresh.kept;
  });
  const frontMatter = once((): FrontMatter => {
    const { values, span } = kept().frontMatter;
    return {
      values,
      span,
      keySpan: (key) => places().keySpan(key),
      valueSpan: (key) => places().valueSpan(key),
    };
  });
  return {
    path,
    file,
    text,
    hash,
    get tree(): Root {
      return tree();
    },
    get procedure() {
      if (cache === noCache) kept();
      return whole ?? procedure();
    },
    get index() {
      return kept().index;
    },
    get marks() {
      return kept().marks;
    },
    get findings() {
      return kept().findings;
    },
    get frontMatter() {
      return frontMatter();
    },
  };
}

function keyOf(source: Source, config: Config): string {
  const { families, vocabulary } = config;
  const settings = JSON.stringify({ families, vocabulary });
  return cacheKey('document', parserName, settings, source.path, source.hash);
}

/** Plain data with texts of its own: those of a tree are parts of a copy of the whole document, and hold on to it. */
function detached<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Made again where it was let go: a thousand documents do not keep a thousand trees. It is told here what is let
 * go, and not by a `WeakRef`, whose target outlives every collection of young objects: that made all of them old.
 */
function forAWhile<T extends object>(make: () => T): (() => T) & { hold(value: T): void } {
  let held: T | null = null;
  const letGo = (): void => {
    held = null;
  };
  const hold = (value: T): void => {
    held = value;
    latest.push(letGo);
    if (latest.length > LATEST) latest.shift()!();
  };
  const get = (): T => {
    if (held === null) hold(make());
    return held!;
  };
  return Object.assign(get, { hold });
}

/** What is held of the documents that were worked on last. */
const latest: (() => void)[] = [];
/** A tree, its places and a procedure, of two documents. */
const LATEST = 6;
