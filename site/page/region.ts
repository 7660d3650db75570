/** What a document says in a part of it, in its order, with the parts inside in their places. */
import type { ElementContent } from 'hast';
import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Notice, Span } from '../../src/index.ts';
import type { PageContext } from './context.ts';
import { type Lines, linesOf, nodesIn } from './regions.ts';
import { saysOnly } from './title.ts';

/** Something inside a region that is rendered by somebody else. */
export interface Part {
  readonly span: Span;
  render(): ElementContent;
}

/** Critical notices and warnings come first, wherever the author put them: they must be read before the command. */
export function region(
  context: PageContext,
  span: Span,
  title: string,
  notices: readonly Notice[],
  parts: readonly Part[],
): ElementContent[] {
  const { tree } = context.document;
  const whole = linesOf(span);
  const urgent = notices
    .filter((notice) => notice.level !== 'note')
    .map((notice) => notice.span.line);
  const first: ElementContent[] = [];
  const out: ElementContent[] = [];
  const between = (lines: Lines) => {
    const nodes = withoutTitle(nodesIn(tree, lines), span, title);
    const hoisted = nodes.filter((node) => isNotice(node, urgent));
    first.push(...context.prose(hoisted));
    out.push(
      ...context.prose(
        nodes.filter((node) => !hoisted.includes(node) && node.type !== 'thematicBreak'),
      ),
    );
  };
  let from = whole.from;
  for (const part of [...parts].sort((a, b) => a.span.line - b.span.line)) {
    const lines = linesOf(part.span);
    between({ from, to: lines.from - 1 });
    out.push(part.render());
    from = Math.max(from, lines.to + 1);
  }
  between({ from, to: whole.to });
  return [...first, ...out];
}

/** The heading, paragraph or item that gave the part its title is shown as the page's own heading. */
export function withoutTitle(
  nodes: readonly RootContent[],
  span: Span,
  title: string,
): RootContent[] {
  const [first, ...rest] = nodes;
  if (!first || first.position?.start.line !== span.line) return [...nodes];
  if (first.type === 'heading') return rest;
  if (first.type === 'paragraph') return saysOnly(textOf(first), title) ? rest : [...nodes];
  if (first.type === 'list' && first.children.length === 1 && first.children[0]) {
    return [...withoutTitle(first.children[0].children, span, title), ...rest];
  }
  return [...nodes];
}

function isNotice(node: RootContent, lines: readonly number[]): boolean {
  const { position } = node;
  if (!position || (node.type !== 'paragraph' && node.type !== 'blockquote')) return false;
  return lines.some((line) => line >= position.start.line && line <= position.end.line);
}
