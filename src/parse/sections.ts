/** The section tree: what stands under each heading. */
import GithubSlugger from 'github-slugger';
import type { Heading, Paragraph, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Span } from '../model/index.ts';
import { asHeading, headingLines, type LineMeaning } from './heading-lines.ts';
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
 * The root holds what precedes the first heading, and the highest headings as children. `meaning` tells the
 * lines that stand for headings, given the title of the last real one.
 */
export function buildSections(tree: Root, meaning: LineMeaning = () => null): SectionNode {
  const slugger = new GithubSlugger();
  const whole: Span = tree.position
    ? spanOf(tree)
    : { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const root: SectionNode = section(null, '', 0, '', whole);
  const open: SectionNode[] = [root];
  const lines = headingLines(tree, meaning);
  let depth = 0;
  let inLineStage = false;
  for (const node of tree.children) {
    if (node.type === 'yaml') continue;
    const opens = lines.get(node);
    if (node.type !== 'heading' && opens === undefined) {
      open.at(-1)!.content.push(node);
      for (const parent of open.slice(1)) parent.span = spanFrom(parent.span, spanOf(node));
      continue;
    }
    const below = opens === 'step' && inLineStage ? 2 : opens === 'step-beside' ? 0 : 1;
    const heading = node.type === 'heading' ? node : asHeading(node as Paragraph, depth + below);
    while (open.at(-1)!.level >= heading.depth) open.pop();
    const title = textOf(heading).trim();
    const opened = section(heading, title, heading.depth, slugger.slug(title), spanOf(heading));
    open.at(-1)!.children.push(opened);
    open.push(opened);
    if (node.type === 'heading') depth = node.depth;
    inLineStage = opens === 'stage' || (inLineStage && opens !== undefined);
  }
  closeSpans(root);
  return root;
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
