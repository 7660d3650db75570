/** Which nodes of a document's tree stand in a range of its lines. */
import type { Code, List, ListItem, Nodes, Paragraph, Root, RootContent } from 'mdast';
import type { Span } from '../../src/index.ts';

/** Lines of the file, 1-based, both included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The lines of a span. One that ends before the first column of a line does not reach it. */
export function linesOf(span: Span): Lines {
  const to = span.endColumn <= 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
  return { from: span.line, to };
}

/** The largest nodes that stand wholly in the lines; of lists that reach further, the items that do. */
export function nodesIn(tree: Root, lines: Lines): RootContent[] {
  if (lines.to < lines.from) return [];
  return pick(tree.children, lines);
}

/** The paragraph or fence that covers a line, however deep. */
export function leafAt(tree: Root, line: number): Paragraph | Code | null {
  let found: Paragraph | Code | null = null;
  const visit = (node: Nodes) => {
    const lines = placed(node);
    if (lines && (line < lines.from || line > lines.to)) return;
    if (node.type === 'paragraph' || node.type === 'code') found = node;
    else if ('children' in node) for (const child of node.children) visit(child as Nodes);
  };
  visit(tree);
  return found;
}

function pick(nodes: readonly Nodes[], lines: Lines): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    const at = placed(node);
    if (!at || at.to < lines.from || at.from > lines.to) return [];
    if (at.from >= lines.from && at.to <= lines.to) return [node as RootContent];
    if (node.type === 'list') return pickItems(node, lines);
    if (node.type === 'listItem' || node.type === 'blockquote') return pick(node.children, lines);
    return at.from >= lines.from ? [node as RootContent] : [];
  });
}

/** Items keep the number that they have in the whole list. */
function pickItems(list: List, lines: Lines): RootContent[] {
  const out: RootContent[] = [];
  let run: ListItem[] = [];
  let first = 0;
  const flush = () => {
    if (run.length > 0) out.push({ ...list, start: list.ordered ? first : null, children: run });
    run = [];
  };
  list.children.forEach((item, index) => {
    const at = placed(item);
    if (at && at.from >= lines.from && at.to <= lines.to) {
      if (run.length === 0) first = (list.start ?? 1) + index;
      run.push(item);
      return;
    }
    flush();
    out.push(...pick([item], lines));
  });
  flush();
  return out;
}

function placed(node: Nodes): Lines | null {
  return node.position ? { from: node.position.start.line, to: node.position.end.line } : null;
}
