/** A workspace: every document under one root, compiled, and what they say of each other. */
import type { Root } from 'mdast';
import type { Config } from '../model/config.ts';
import type { Finding, Marks, Procedure, Span } from '../model/index.ts';
import type { ProcedureIndex } from './procedure-index.ts';

/** One document and all that is known of it. */
export interface CompiledDocument {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** The whole text, front matter included, as it lies on disk. */
  readonly text: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly hash: string;
  /** What it stands under in a cache: a hash of all that it was compiled from. */
  readonly key: string;
  /**
   * mdast (with GFM and a `yaml` node) of the whole text: every position is the file's own. Parsed when it is
   * asked for and let go when others are, so a thousand documents do not keep a thousand trees.
   */
  readonly tree: Root;
  readonly marks: Marks;
  readonly frontMatter: FrontMatter;
  readonly procedure: Procedure;
  /** What other documents ask of it: whoever looks at a whole workspace asks this, not each procedure. */
  readonly index: ProcedureIndex;
  /** What reading, parsing and compiling found; `check` joins code and severity to each. */
  readonly findings: readonly Finding[];
}

/** Front matter with the place of each key. */
export interface FrontMatter {
  /** As written: dates and versions stay strings. Null prototype. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The block between the `---` lines, them included; `null` where the document has none. */
  readonly span: Span | null;
  /** Place of a key's name, and of its value: path `['relacionados', 1]` is the second item. */
  keySpan(path: readonly (string | number)[]): Span | null;
  valueSpan(path: readonly (string | number)[]): Span | null;
}

export interface Workspace {
  /** Absolute. */
  readonly root: string;
  readonly config: Config;
  /** Sorted by path. */
  readonly documents: readonly CompiledDocument[];
  /** Files of the root that could not be read as documents, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** IDs to the documents that define them: more than one where an ID is doubled. */
  readonly ids: ReadonlyMap<string, readonly CompiledDocument[]>;
}

/** What a name on the command line or in a document stands for. */
export type Lookup =
  | { readonly found: 'one'; readonly document: CompiledDocument }
  | { readonly found: 'several'; readonly documents: readonly CompiledDocument[] }
  | { readonly found: 'none'; readonly suggestion: string | null };
