/** Documents that would take minutes to parse or are too deep to walk: told of, and not read further than their front matter. */
import type { Nodes, Root } from 'mdast';
import { type Finding, finding } from '../model/index.ts';
import { parseMarkdown } from './markdown.ts';
import { Lines } from './position.ts';

/** Quotes and lists that one line opens inside each other. Parsing takes the square of it. */
const CONTAINERS = 100;
/** `&amp;` and the like. Parsing takes the square of them as well. */
const ENTITIES = 5_000;
/** Nodes inside nodes. People write up to some 20; each is a call inside a call for whoever walks the tree. */
const DEPTH = 250;

const manyContainers = new RegExp(
  `^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${CONTAINERS}}`,
  'm',
);

export interface Parsed {
  readonly tree: Root;
  /** That it is too complex, or nothing. */
  readonly findings: readonly Finding[];
}

/** As `parseMarkdown`, in a time that a person waits, whatever the text. */
export function parseWithin(text: string): Parsed {
  const nested = manyContainers.exec(text);
  if (nested !== null)
    return refuse(
      text,
      nested.index,
      `it opens more than ${CONTAINERS} quotes or lists inside each other`,
    );
  if (
    text.includes('&') &&
    holdsMany(text, /&/g, ENTITIES) &&
    holdsMany(text, /&(?:#\w{1,8}|[a-z]\w{0,31});/gi, ENTITIES)
  )
    return refuse(text, 0, `it holds more than ${ENTITIES} character references such as "&amp;"`);
  const tree = parseMarkdown(text);
  const deep = tooDeep(tree);
  if (deep !== null)
    return refuse(text, deep, `it nests quotes, lists or emphasis more than ${DEPTH} deep`);
  return { tree, findings: [] };
}

/** The front matter is read all the same: the document keeps its ID, and references to it stay whole. */
function refuse(text: string, offset: number, why: string): Parsed {
  const lines = new Lines(text);
  const { line } = lines.span(offset, offset);
  const header = /^---[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|$)/.exec(text)?.[0] ?? '';
  const span = { line, column: 1, endLine: line, endColumn: lines.line(line).length + 1 };
  const found = finding(
    'too-complex-document',
    span,
    `This document is not compiled: ${why}, and reading it would take too long.`,
    {
      help: 'No document for people needs that. Mend it, or leave it out with "exclude" in the configuration.',
    },
  );
  return { tree: parseMarkdown(header), findings: [found] };
}

function holdsMany(text: string, pattern: RegExp, limit: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(pattern)) {
    count += 1;
    if (count > limit) return true;
  }
  return false;
}

/** Where the first node of that depth starts; `null` where there is none. Level by level: it must not recurse. */
function tooDeep(tree: Root): number | null {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH) return level[0]!.position?.start.offset ?? 0;
    const next: Nodes[] = [];
    for (const node of level)
      if ('children' in node) for (const child of node.children) next.push(child);
    level = next;
  }
  return null;
}
