/**
 * Tabs and admonitions of MkDocs, `=== "Debian"` and `!!! warning "Title"`, whose content is indented: to
 * CommonMark it is indented code, to the reader of the page it is part of the page.
 */
import type { Blockquote, Code, Nodes, Paragraph, Parent, Root, RootContent } from 'mdast';
import { parseMarkdown } from './markdown.ts';
import { Lines } from './position.ts';

export type Container =
  | { readonly kind: 'tab'; readonly title: string }
  | {
      readonly kind: 'admonition';
      readonly level: 'critical' | 'warning' | 'note';
      readonly label: string;
    };

const containers = new WeakMap<Blockquote, Container>();

/** What a block quote of the tree stands for; `null` for one that is written as a quote. */
export function containerOf(node: Blockquote): Container | null {
  return containers.get(node) ?? null;
}

/** Puts in place of each marker and its indented content a block quote that {@link containerOf} knows. */
export function openContainers(tree: Root, lines: Lines): void {
  if (/^[ \t]*(?:===[+!]?|!!!|\?\?\?\+?)[ \t]/m.test(lines.text)) openIn(tree, lines);
}

function openIn(parent: Parent, lines: Lines): void {
  const children: RootContent[] = [];
  for (let at = 0; at < parent.children.length; at++) {
    const node = parent.children[at]!;
    const found = node.type === 'paragraph' ? readMarker(node, lines) : null;
    if (found === null) {
      if ('children' in node && node.type !== 'paragraph') openIn(node as Parent, lines);
      children.push(node);
      continue;
    }
    const next = parent.children[at + 1];
    const content = next?.type === 'code' && isIndented(next, lines) ? next : null;
    if (content !== null) at += 1;
    const inner = content === null ? [] : parseInner(content, lines);
    const last = content ?? node;
    const quote: Blockquote = {
      type: 'blockquote',
      children: [...found.own, ...inner] as Blockquote['children'],
      position: { start: node.position!.start, end: last.position!.end },
    };
    containers.set(quote, found.container);
    children.push(quote);
  }
  parent.children = children;
}

/** The marker's line; what follows it in the same paragraph is its content. */
function readMarker(
  node: Paragraph,
  lines: Lines,
): { container: Container; own: Paragraph[] } | null {
  const source = lines.text.slice(node.position!.start.offset, node.position!.end.offset);
  const match =
    /^(?:(===)[+!]?[ \t]+"([^"\n]*)"|(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+"([^"\n]*)")?)[ \t]*(?:\r?\n([\s\S]*))?$/.exec(
      source,
    );
  if (match === null) return null;
  const [, tab, title, kind, heading, rest] = match;
  const texts = [...(heading ? [heading] : []), ...(rest?.trim() ? [rest.trim()] : [])];
  return {
    container:
      tab === undefined
        ? { kind: 'admonition', level: levelOf(kind!), label: kind!.toUpperCase() }
        : { kind: 'tab', title: title! },
    own: texts.map((value) => ({
      type: 'paragraph',
      children: [{ type: 'text', value, position: node.position! }],
      position: node.position!,
    })),
  };
}

function levelOf(kind: string): 'critical' | 'warning' | 'note' {
  if (/^(danger|error|critical|important|peligro)$/i.test(kind)) return 'critical';
  return /^(warning|caution|attention|failure|bug|aviso|advertencia)$/i.test(kind)
    ? 'warning'
    : 'note';
}

/** Its first line is code already, even where that is a fence: a fence of its own would not count as its content. */
function isIndented(node: Code, lines: Lines): boolean {
  return node.value.split('\n', 1)[0]!.trim() === lines.line(node.position!.start.line).trim();
}

/** The content without its indentation, parsed on the lines on which it stands. */
function parseInner(node: Code, lines: Lines): RootContent[] {
  const { start, end } = node.position!;
  const first = lines.line(start.line);
  const indent = first.length - first.trimStart().length;
  const text: string[] = Array.from({ length: start.line - 1 }, () => '');
  for (let line = start.line; line <= end.line; line++) {
    text.push(lines.line(line).replace(new RegExp(`^[ \\t]{0,${indent}}`), ''));
  }
  const inner = new Lines(text.join('\n'));
  const tree = parseMarkdown(inner.text);
  openContainers(tree, inner);
  shift(tree, indent, lines);
  return tree.children;
}

/** Columns and offsets of the inner text as those of the file. */
function shift(node: Nodes, indent: number, lines: Lines): void {
  if (node.position !== undefined) {
    const place = (point: { line: number; column: number }) => {
      const column = Math.min(point.column + indent, lines.line(point.line).length + 1);
      return { line: point.line, column, offset: lines.offset(point.line, column) };
    };
    node.position = { start: place(node.position.start), end: place(node.position.end) };
  }
  if ('children' in node) for (const child of node.children) shift(child, indent, lines);
}
