/**
 * Tabs and admonitions of MkDocs, `=== "Debian"` and `!!! warning "Title"`, whose content is indented: to
 * CommonMark it is indented code, to the reader of the page it is part of the page.
 */
import type { Blockquote, Code, Nodes, Paragraph, Parent, Root, RootContent } from 'mdast';
import { parseMarkdown } from './markdown.ts';
import type { Lines } from './position.ts';

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

/** Tabs in admonitions in tabs …: deeper than anybody writes, the rest stays code. */
const DEEPEST = 8;

/** Puts in place of each marker and its indented content a block quote that {@link containerOf} knows. */
export function openContainers(tree: Root, lines: Lines): void {
  if (/^[ \t>]*(?:===[+!]?|!!!|\?\?\?\+?)[ \t]/m.test(lines.text)) openIn(tree, lines, 0);
}

function openIn(tree: Root, lines: Lines, depth: number): void {
  const waiting: Parent[] = [tree];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const children: RootContent[] = [];
    for (let at = 0; at < parent.children.length; at++) {
      const node = parent.children[at]!;
      const marker = node.type === 'paragraph' ? readMarker(node, lines) : null;
      if (marker !== null) {
        const next = parent.children[at + 1];
        const content = next?.type === 'code' && isIndented(next, lines) ? next : null;
        if (content !== null) at += 1;
        children.push(toContainer(node, marker, content, lines, depth));
        continue;
      }
      if ('children' in node && node.type !== 'paragraph') waiting.push(node as Parent);
      children.push(node);
    }
    parent.children = children;
  }
}

interface Marker {
  readonly container: Container;
  /** What the marker's own paragraph says. */
  readonly own: Paragraph[];
}

function toContainer(
  node: RootContent,
  { container, own }: Marker,
  content: Code | null,
  lines: Lines,
  depth: number,
): Blockquote {
  const inner =
    content === null || depth === DEEPEST ? [content] : parseInner(content, lines, depth + 1);
  const children = [...own, ...inner].filter((child) => child !== null);
  const end = (content ?? node).position!.end;
  const quote: Blockquote = {
    type: 'blockquote',
    children: children as Blockquote['children'],
    position: { start: node.position!.start, end },
  };
  containers.set(quote, container);
  return quote;
}

/** The marker's line; what follows it in the same paragraph is its content. */
function readMarker(node: Paragraph, lines: Lines): Marker | null {
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

/** The content without its indentation, parsed, on the places where it stands in the file. */
function parseInner(node: Code, lines: Lines, depth: number): RootContent[] {
  const { start, end } = node.position!;
  const first = lines.line(start.line);
  const indent = first.length - first.trimStart().length;
  const outer = new RegExp(`^[ \\t]{0,${indent}}`);
  const text: string[] = [];
  for (let line = start.line; line <= end.line; line++)
    text.push(lines.line(line).replace(outer, ''));
  const tree = parseMarkdown(text.join('\n'));
  shift(tree, start.line - 1, indent, lines);
  openIn(tree, lines, depth);
  return tree.children;
}

/** Places of the inner text as those of the file. */
function shift(tree: Root, below: number, indent: number, lines: Lines): void {
  const place = (point: { line: number; column: number }) => {
    const line = point.line + below;
    const column = Math.min(point.column + indent, lines.line(line).length + 1);
    return { line, column, offset: lines.offset(line, column) };
  };
  const waiting: Nodes[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.position !== undefined)
      node.position = { start: place(node.position.start), end: place(node.position.end) };
    if ('children' in node) for (const child of node.children) waiting.push(child);
  }
}
