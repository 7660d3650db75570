/** What rules ask of a document beside its meaning: gathered once, so that nobody has to walk the tree again. */
import type { Span } from './span.ts';

export interface LinkMark {
  readonly kind: 'link' | 'image' | 'definition';
  /** As written. */
  readonly url: string;
  readonly span: Span;
}

export interface Marks {
  /** In the order of the text. */
  readonly links: readonly LinkMark[];
  /** Every fenced or indented block of code, its fence lines included. */
  readonly fences: readonly { readonly span: Span }[];
  /** Mermaid fences: what is between the fence lines, and the whole block's place. */
  readonly diagrams: readonly { readonly source: string; readonly span: Span }[];
  /** The first heading of level 1. */
  readonly heading: { readonly text: string; readonly span: Span } | null;
  /** The paragraphs up to the second heading, where documents state their ID, version and state. */
  readonly head: readonly Span[];
  /** The highest number that an item of an ordered list has. */
  readonly longestList: number;
}
