/** The section tree: what stands under each heading. */
import GithubSlugger from 'github-slugger';
import type { Heading, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Span } from '../model/index.ts';
import { spanFrom, spanOf } from './position.ts';

export interface SectionNode {
  /** `null` for what stands before the first heading. */
  readonly heading: Heading | null;
  readonly title: string;
  /** 0 for the root. */
  readonly level: number;
  readonly anchor: string;
  /** The nodes before the first sub-heading. */
  readonly content: RootContent[];
  readonly children: SectionNode[];
  span: Span;
}

/**
 * `isHeading` tells a bold line that stands for a heading, such as `**Paso 1: RED**`: it opens a
 * section one level below the last real heading.
 *
 * The root holds what precedes the first heading, and the highest headings as children. */
export function buildSections(
  tree: Root,
  isHeading: (text: string) => boolean = () => false,
): SectionNode {
  const slugger = new GithubSlugger();
  const whole: Span = tree.position
    ? spanOf(tree)
    : { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const root: SectionNode = section(null, '', 0, '', whole);
  const open: SectionNode[] = [root];
  let depth = 0;
  for (const child of tree.children) {
    if (child.type === 'yaml') continue;
    const node = asHeading(child, depth, isHeading);
    if (node.type === 'heading') {
      if (node === child) depth = node.depth;
      while (open.at(-1)!.level >= node.depth) open.pop();
      const title = textOf(node).trim();
      const opened = section(node, title, node.depth, slugger.slug(title), spanOf(node));
      open.at(-1)!.children.push(opened);
      open.push(opened);
      continue;
    }
    open.at(-1)!.content.push(node);
    for (const parent of open.slice(1)) parent.span = spanFrom(parent.span, spanOf(node));
  }
  closeSpans(root);
  return root;
}

function asHeading(
  node: RootContent,
  depth: number,
  isHeading: (text: string) => boolean,
): RootContent {
  const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : null;
  if (node.type !== 'paragraph' || only?.type !== 'strong' || !isHeading(textOf(only))) return node;
  const level = Math.min(6, depth + 1) as Heading['depth'];
  return { type: 'heading', depth: level, children: only.children, position: node.position! };
}

function closeSpans(node: SectionNode): void {
  for (const child of node.children) {
    closeSpans(child);
    if (node.level > 0) node.span = spanFrom(node.span, child.span);
  }
}

function section(
  heading: Heading | null,
  title: string,
  level: number,
  anchor: string,
  span: Span,
): SectionNode {
  return { heading, title, level, anchor, content: [], children: [], span };
}

/** The section and all below it, in the order of the document. */
export function* walkSections(node: SectionNode): Generator<SectionNode> {
  if (node.level > 0) yield node;
  for (const child of node.children) yield* walkSections(child);
}
