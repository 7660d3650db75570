/** Lines that stand for headings: `**Paso 1: RED**`, `Step 2. Look at the pods`. */
import type { Heading, Paragraph, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';

/** A paragraph of one line. */
export interface Line {
  readonly text: string;
  /** All of it is bold, but for a condition in parentheses behind it. */
  readonly isBold: boolean;
}

/**
 * What such a line opens: a stage or a step one level below the last real heading (a step below the stage of
 * such a line before it), or a step beside that heading.
 */
export type Opens = 'stage' | 'step' | 'step-beside';

/** `isSure`: the line stands for a heading even where it is the only one of its section. */
export type LineMeaning = (
  line: Line,
  above: string,
) => { readonly opens: Opens; readonly isSure: boolean } | null;

/** The lines of a document that stand for headings; of those that are not sure there are several in a section. */
export function headingLines(tree: Root, meaning: LineMeaning): Map<RootContent, Opens> {
  const found = new Map<RootContent, Opens>();
  let above = '';
  let unsure: [RootContent, Opens][] = [];
  const settle = (): void => {
    if (unsure.length > 1) for (const [node, opens] of unsure) found.set(node, opens);
    unsure = [];
  };
  for (const node of tree.children) {
    if (node.type === 'heading') {
      settle();
      above = textOf(node);
      continue;
    }
    const line = lineOf(node);
    const means = line === null ? null : meaning(line, above);
    if (means === null) continue;
    if (means.isSure) found.set(node, means.opens);
    else unsure.push([node, means.opens]);
  }
  settle();
  return found;
}

/** The line as the heading that it stands for. */
export function asHeading({ children, position }: Paragraph, level: number): Heading {
  const [first] = children;
  return {
    type: 'heading',
    depth: Math.min(6, level) as Heading['depth'],
    children: first?.type === 'strong' ? [...first.children, ...children.slice(1)] : children,
    position: position!,
  };
}

function lineOf(node: RootContent): Line | null {
  if (node.type !== 'paragraph' || node.position?.start.line !== node.position?.end.line)
    return null;
  const [first, ...rest] = node.children;
  const behind = rest.map((part) => textOf(part)).join('');
  return {
    text: textOf(node),
    isBold: first?.type === 'strong' && /^\s*(\([^()]*\)\s*)?$/.test(behind),
  };
}
