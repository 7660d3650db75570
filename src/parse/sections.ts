/** The section tree: what stands under each heading. */
import GithubSlugger from 'github-slugger';
import type { Heading, Paragraph, Root, RootContent } from 'mdast';
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

/** What a line that stands for a heading opens. */
export type LineKind = 'stage' | 'step' | 'step-beside';

/**
 * `lineKind` tells a line that stands for a heading, such as `**Paso 1: RED**`, given the last real heading:
 * a stage or a step one level below it (a step below the stage of such a line before it), or a step beside it.
 * Of lines that are not bold there have to be several, or one is only a sentence.
 *
 * The root holds what precedes the first heading, and the highest headings as children.
 */
export function buildSections(
  tree: Root,
  lineKind: (text: string, above: string, isBold: boolean) => LineKind | null = () => null,
): SectionNode {
  const slugger = new GithubSlugger();
  const whole: Span = tree.position
    ? spanOf(tree)
    : { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const root: SectionNode = section(null, '', 0, '', whole);
  const open: SectionNode[] = [root];
  let above = root;
  let inLineStage = false;
  const isHeading = (line: Line | null): line is Line =>
    line !== null && lineKind(line.text, '', line.isBold) !== null;
  const plain = tree.children.map(lineOf).filter((line) => line?.isBold === false);
  const hasPlain = plain.filter(isHeading).length > 1;
  for (const node of tree.children) {
    if (node.type === 'yaml') continue;
    const line = lineOf(node);
    const counts = line !== null && (line.isBold || hasPlain);
    const kind = counts ? lineKind(line.text, above.title, line.isBold) : null;
    if (node.type !== 'heading' && kind === null) {
      open.at(-1)!.content.push(node);
      for (const parent of open.slice(1)) parent.span = spanFrom(parent.span, spanOf(node));
      continue;
    }
    const below = kind === 'step' && inLineStage ? 2 : kind === 'step-beside' ? 0 : 1;
    const heading = node.type === 'heading' ? node : asHeading(node, above.level + below);
    while (open.at(-1)!.level >= heading.depth) open.pop();
    const title = textOf(heading).trim();
    const opened = section(heading, title, heading.depth, slugger.slug(title), spanOf(heading));
    open.at(-1)!.children.push(opened);
    open.push(opened);
    if (node.type === 'heading') above = opened;
    inLineStage = kind === 'stage' || (inLineStage && kind !== null);
  }
  closeSpans(root);
  return root;
}

interface Line {
  readonly text: string;
  readonly isBold: boolean;
}

/** A paragraph of one line, and whether all of it is bold. */
function lineOf(node: RootContent): Line | null {
  if (node.type !== 'paragraph' || node.position?.start.line !== node.position?.end.line)
    return null;
  const isBold = node.children.length === 1 && node.children[0]!.type === 'strong';
  return { text: textOf(node), isBold };
}

function asHeading(node: RootContent, level: number): Heading {
  const { children } = node as Paragraph;
  const [first] = children;
  return {
    type: 'heading',
    depth: Math.min(6, level) as Heading['depth'],
    children: first?.type === 'strong' && children.length === 1 ? first.children : children,
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
