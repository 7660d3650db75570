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
import type { CompiledDocument, FrontMatter } from './workspace/workspace.ts';

/** All that is kept of a document: the tree and the places in its front matter are found again in no time. */
interface Kept {
  readonly procedure: Procedure;
  readonly marks: Marks;
  readonly findings: readonly Finding[];
  readonly frontMatter: { readonly values: Record<string, unknown>; readonly span: Span | null };
}

/** @param cache where what was compiled before is found, and is kept for the next time. */
export function compileSource(
  source: Source,
  config: Config,
  cache: Cache = noCache,
): CompiledDocument {
  const { path, file, text, hash } = source;
  const tree = weakly(() => parseWithin(text).tree);
  const places = weakly(() => parseFrontMatter(text, tree()));
  const compiled = (): Kept => {
    const { procedure, marks, findings, ...parsed } = compileDocument(source, config);
    tree.hold(parsed.tree);
    places.hold(parsed.frontMatter);
    const { values, span } = parsed.frontMatter;
    return { procedure, marks, findings, frontMatter: { values, span } };
  };
  const kept = once(() => fromCache(source, config, cache, compiled));
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
      return kept().procedure;
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

function fromCache(source: Source, config: Config, cache: Cache, compiled: () => Kept): Kept {
  if (cache === noCache) return compiled();
  const { families, vocabulary } = config;
  const settings = JSON.stringify({ families, vocabulary });
  const key = cacheKey('document', parserName, settings, source.path, source.hash);
  const known = cache.get(key) as Kept | null;
  if (known !== null) {
    const values = Object.assign(Object.create(null), known.frontMatter.values);
    return { ...known, frontMatter: { ...known.frontMatter, values } };
  }
  const fresh = compiled();
  cache.set(key, fresh);
  return fresh;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Made again where nobody held it: a thousand documents do not keep a thousand trees. */
function weakly<T extends object>(make: () => T): (() => T) & { hold(value: T): void } {
  let held: WeakRef<T> | null = null;
  const hold = (value: T): void => {
    held = new WeakRef(value);
  };
  const get = (): T => {
    const known = held?.deref();
    if (known !== undefined) return known;
    const made = make();
    hold(made);
    return made;
  };
  return Object.assign(get, { hold });
}
