/**
 * Mends the places that remark-gfm leaves wrong: it makes links of addresses in text after parsing, and drops
 * the places there; and it counts the box of a task as part of its text where that begins with markup.
 */
import type { ListItem, Nodes, Parent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { Lines } from './position.ts';

export function placeAll(tree: Root, text: string): void {
  let lines: Lines | null = null;
  const point = (offset: number) => {
    lines ??= new Lines(text);
    const { line, column } = lines.span(offset, offset);
    return { line, column, offset };
  };
  visit(tree);

  function visit(parent: Parent): void {
    let from = parent.position?.start.offset ?? 0;
    parent.children.forEach((child: Nodes, index) => {
      if (child.position === undefined) {
        const next = parent.children.slice(index + 1).find((one) => one.position !== undefined);
        const limit = next?.position?.start.offset ?? parent.position?.end.offset ?? text.length;
        // Where escapes hide the words, the place is at least before what follows.
        const words = textOf(child);
        const found = text.indexOf(words, from);
        const start = found === -1 || found + words.length > limit ? from : found;
        const end = Math.min(limit, start + words.length);
        child.position = { start: point(start), end: point(Math.max(start, end)) };
      }
      if (child.type === 'listItem' && typeof child.checked === 'boolean') startBehindBox(child);
      from = child.position.end.offset ?? from;
      if ('children' in child) visit(child as Parent);
    });
  }
}

function startBehindBox(item: ListItem): void {
  const paragraph = item.children[0];
  if (paragraph?.type !== 'paragraph') return;
  const first = paragraph.children[0]?.position;
  if (first !== undefined && paragraph.position !== undefined) {
    paragraph.position = { ...paragraph.position, start: { ...first.start } };
  }
}
