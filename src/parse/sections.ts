/** The section tree: what stands under each heading. */
import GithubSlugger from 'github-slugger';
import type { Heading, Paragraph, Root, RootContent, Strong } from 'mdast';
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

/** What a bold line that stands for a heading opens. */
export type BoldKind = 'stage' | 'step' | 'step-beside';

/**
 * `boldKind` tells a bold line that stands for a heading, such as `**Paso 1: RED**`, given the last real
 * heading: a stage or a step one level below it (a step below the bold stage before it), or a step beside it.
 *
 * The root holds what precedes the first heading, and the highest headings as children.
 */
export function buildSections(
  tree: Root,
  boldKind: (text: string, above: string) => BoldKind | null = () => null,
): SectionNode {
  const slugger = new GithubSlugger();
  const whole: Span = tree.position
    ? spanOf(tree)
    : { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const root: SectionNode = section(null, '', 0, '', whole);
  const open: SectionNode[] = [root];
  let above = root;
  let inBoldStage = false;
  for (const node of tree.children) {
    if (node.type === 'yaml') continue;
    const bold = boldText(node);
    const kind = bold === null ? null : boldKind(bold, above.title);
    if (node.type !== 'heading' && kind === null) {
      open.at(-1)!.content.push(node);
      for (const parent of open.slice(1)) parent.span = spanFrom(parent.span, spanOf(node));
      continue;
    }
    const below = kind === 'step' && inBoldStage ? 2 : kind === 'step-beside' ? 0 : 1;
    const heading = node.type === 'heading' ? node : asHeading(node, above.level + below);
    while (open.at(-1)!.level >= heading.depth) open.pop();
    const title = textOf(heading).trim();
    const opened = section(heading, title, heading.depth, slugger.slug(title), spanOf(heading));
    open.at(-1)!.children.push(opened);
    open.push(opened);
    if (node.type === 'heading') above = opened;
    inBoldStage = kind === 'stage' || (inBoldStage && kind !== null);
  }
  closeSpans(root);
  return root;
}

function boldText(node: RootContent): string | null {
  const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : null;
  return only?.type === 'strong' ? textOf(only) : null;
}

function asHeading(node: RootContent, level: number): Heading {
  const [strong] = (node as Paragraph).children as [Strong];
  return {
    type: 'heading',
    depth: Math.min(6, level) as Heading['depth'],
    children: strong.children,
    position: node.position!,
  };
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
