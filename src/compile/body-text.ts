/** The text of paragraphs and list items, as the reader of a step's body needs it. */
import type { ListItem, Paragraph } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Hole, Span, Text } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import type { Context } from './context.ts';
import { holesOfTemplate } from './placeholders.ts';

/** A paragraph's source, cut before each line that starts with a bold label. */
export function labelledParts(node: Paragraph, { lines }: Context): Text[] {
  const { start, end } = node.position!;
  const source = lines.text.slice(start.offset, end.offset);
  let at = start.offset!;
  if (!source.includes('\n'))
    return [{ text: source.trim(), span: lines.span(at, at + source.length) }];
  const parts: Text[] = [];
  for (const text of source.split(/\n(?=[ \t]*\*\*[^*\n]+(?::\*\*|\*\*:))/)) {
    parts.push({
      text: text.replace(/\n[ \t]*>[ \t]?/g, '\n').trim(),
      span: lines.span(at, at + text.length),
    });
    at += text.length + 1;
  }
  return parts;
}

/** Without emphasis and links, but with its backticks: predicates and commands are written in them. */
export function plain(source: string): string {
  // No sentence is that long, and the patterns look at all that follows each mark.
  if (source.length > 4_000) return source.replace(/\s+/g, ' ').trim();
  // Most have none of it, and looking for a mark is quicker than looking for what stands between two.
  if (!/[\n*_[]/.test(source)) return source.trim();
  let text = source;
  if (text.includes('\n')) text = text.replace(/\r?\n\s*/g, ' ');
  if (text.includes('**') || text.includes('__')) text = text.replace(/(\*\*|__)(.*?)\1/g, '$2');
  if (text.includes('[')) text = text.replace(/!?\[([^[\]]+)\]\([^()]*\)/g, '$1');
  if (/[*_]/.test(text))
    text = text.replace(/(^|\s)[*_](\S(?:.*?\S)?)[*_](?=\s|$|[.,;:])/g, '$1$2');
  return text.trim();
}

/** The item's own sentence, without what stands below it. */
export function itemText(item: ListItem): string {
  const first = item.children[0];
  return first?.type === 'paragraph' ? textOf(first).replace(/\s+/g, ' ').trim() : '';
}

/** Where the item's own sentence stands. */
export function firstLine(item: ListItem): Span {
  const first = item.children[0];
  const span = spanOf(item);
  return first
    ? { ...span, endLine: spanOf(first).endLine, endColumn: spanOf(first).endColumn }
    : span;
}

export function toHoles(template: string): Hole[] {
  return holesOfTemplate(template).map(({ text: _text, ...hole }) => hole);
}
