/** Gathers what rules ask of the tree, in one walk. */
import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { LinkMark, Marks, Span } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';

export function marksOf(tree: Root): Marks {
  const links: LinkMark[] = [];
  const diagrams: { source: string; span: Span }[] = [];
  const fences: { span: Span }[] = [];
  let longestList = 0;
  const waiting: Nodes[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    switch (node.type) {
      case 'link':
      case 'image':
      case 'definition':
        links.push({ kind: node.type, url: node.url, span: spanOf(node) });
        break;
      case 'code':
        fences.push({ span: spanOf(node) });
        if (node.lang?.toLowerCase() === 'mermaid') {
          diagrams.push({ source: node.value, span: spanOf(node) });
        }
        break;
      case 'list':
        if (node.ordered === true) {
          longestList = Math.max(longestList, (node.start ?? 1) + node.children.length - 1);
        }
        break;
      default:
    }
    if ('children' in node) {
      for (let at = node.children.length - 1; at >= 0; at -= 1) {
        waiting.push(node.children[at] as Nodes);
      }
    }
  }
  return { links, fences, diagrams, longestList, ...headOf(tree) };
}

function headOf(tree: Root): Pick<Marks, 'heading' | 'head'> {
  const head: Span[] = [];
  let headings = 0;
  let heading: Marks['heading'] = null;
  for (const node of tree.children) {
    if (node.type === 'heading') {
      headings += 1;
      if (node.depth === 1) heading ??= { text: textOf(node), span: spanOf(node) };
    }
    if (node.type === 'paragraph' && headings < 2) head.push(spanOf(node));
    if (headings > 1 && heading !== null) break;
  }
  return { heading, head };
}
