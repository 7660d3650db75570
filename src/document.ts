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

/** What rules about a whole workspace ask of each of its documents: held for all of them. */
interface Head {
  readonly index: Omit<ProcedureIndex, 'sections' | 'flows'>;
  readonly marks: Pick<Marks, 'heading' | 'longestList'>;
  readonly findings: readonly Finding[];
  readonly frontMatter: { readonly values: Record<string, unknown>; readonly span: Span | null };
}

/** What is asked of a few of them. */
interface Rest {
  readonly index: Pick<ProcedureIndex, 'sections' | 'flows'>;
  readonly marks: Omit<Marks, 'heading' | 'longestList'>;
}

/** What is kept of a document. Writing and reading the whole procedure, ten times as much, costs what compiling it does. */
interface Kept {
  readonly head: Head;
  readonly rest: Rest;
}

/**
 * @param cache where what was compiled before is found, and is kept for the next time.
 * @param holds whether a procedure that was compiled stays. Else it is let go where nobody holds it, and compiled
 *   again where it is asked for.
 */
export function compileSource(
  source: Source,
  config: Config,
  cache: Cache = noCache,
  holds = cache === noCache,
): CompiledDocument {
  const { path, file, text, hash } = source;
  const key = once(() => keyOf(source, config));
  const tree = forAWhile(() => parseWithin(text).tree);
  const places = forAWhile(() => parseFrontMatter(text, tree()));
  let whole: { readonly procedure: Procedure; readonly rest: Rest } | null = null;
  const compile = (): Head => {
    const { procedure: made, marks, findings, ...parsed } = compileDocument(source, config);
    tree.hold(parsed.tree);
    places.hold(parsed.frontMatter);
    const { values, span } = parsed.frontMatter;
    const { head, rest: others } = keptOf(indexOf(made), marks, findings, { values, span });
    if (holds) whole = { procedure: made, rest: others };
    if (cache === noCache) return head;
    procedure.hold(made);
    rest.hold(others);
    cache.set(key(), head, 'head');
    cache.set(key(), others, 'rest');
    return { ...detached(head), frontMatter: head.frontMatter };
  };
  const procedure = forAWhile((): Procedure => {
    compile();
    return procedure();
  });
  const rest = forAWhile((): Rest => {
    const known = cache.get(key(), 'rest') as Rest | null;
    if (known !== null) return known;
    compile();
    return rest();
  });
  const head = once((): Head => {
    const known = cache === noCache ? null : (cache.get(key(), 'head') as Head | null);
    if (known === null) return compile();
    const values = Object.assign(Object.create(null), known.frontMatter.values);
    return { ...known, frontMatter: { ...known.frontMatter, values } };
  });
  const restNow = (): Rest => whole?.rest ?? rest();
  const index = once(
    (): ProcedureIndex => ({
      ...head().index,
      get sections() {
        return restNow().index.sections;
      },
      get flows() {
        return restNow().index.flows;
      },
    }),
  );
  const marks = once(
    (): Marks => ({
      ...head().marks,
      get links() {
        return restNow().marks.links;
      },
      get fences() {
        return restNow().marks.fences;
      },
      get diagrams() {
        return restNow().marks.diagrams;
      },
      get head() {
        return restNow().marks.head;
      },
    }),
  );
  const frontMatter = once((): FrontMatter => {
    const { values, span } = head().frontMatter;
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
    get key() {
      return key();
    },
    get tree(): Root {
      return tree();
    },
    get procedure() {
      if (cache === noCache) head();
      return whole?.procedure ?? procedure();
    },
    get index() {
      return index();
    },
    get marks() {
      return marks();
    },
    get findings() {
      return head().findings;
    },
    get frontMatter() {
      return frontMatter();
    },
  };
}

function keptOf(
  { sections, flows, ...identity }: ProcedureIndex,
  { heading, longestList, ...places }: Marks,
  findings: readonly Finding[],
  frontMatter: Head['frontMatter'],
): Kept {
  return {
    head: { index: identity, marks: { heading, longestList }, findings, frontMatter },
    rest: { index: { sections, flows }, marks: places },
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
    if (held === null) {
      const made = make();
      // What makes it may hold it already.
      if (held === null) hold(made);
    }
    return held!;
  };
  return Object.assign(get, { hold });
}

/** What is held of the documents that were worked on last. */
const latest: (() => void)[] = [];
/** A tree, its places, a procedure and the rest of what is kept, of two documents. */
const LATEST = 8;
