/** Front matter: its values as written, and where each stands. */
import matter from 'gray-matter';
import type { Root } from 'mdast';
import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';
import { type Finding, finding, type Span } from '../model/index.ts';
import { spanOf } from './position.ts';

export interface ParsedFrontMatter {
  readonly values: Record<string, unknown>;
  readonly span: Span | null;
  readonly keySpan: (path: readonly (string | number)[]) => Span | null;
  readonly valueSpan: (path: readonly (string | number)[]) => Span | null;
  readonly findings: readonly Finding[];
}

const rule = 'front-matter-yaml';
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Never throws: what is no YAML becomes a finding, and the rest of the document is still compiled. */
export function parseFrontMatter(text: string, tree: Root): ParsedFrontMatter {
  const node = tree.children[0];
  if (node?.type !== 'yaml') return withoutBlock(text);
  const span = spanOf(node);
  const excess = excessOf(node.value);
  if (excess !== null) return { ...nothing, span, findings: [tooMuch(excess, span)] };
  const counter = new LineCounter();
  let document: Document | undefined;
  // gray-matter cuts the block out; its own engines are replaced, because one of them evaluates code,
  // and passing options keeps its cache out of the way.
  const engine = (): object => {
    // The failsafe schema leaves `1.10` and `2025-11-18` as they were written.
    document = parseDocument(node.value, {
      schema: 'failsafe',
      lineCounter: counter,
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return {};
  };
  const refuse = (): never => {
    throw new Error('refused');
  };
  // Only the block: what else starts a line there would be taken for the name of an engine.
  matter(
    `---
${node.value}
---
`,
    {
      language: 'yaml',
      engines: { yaml: engine, js: refuse, javascript: refuse, json: engine },
    },
  );
  if (document === undefined) return { ...nothing, span };

  const place = (start: number, end: number): Span => {
    const from = counter.linePos(start);
    const to = counter.linePos(Math.max(start, end));
    return {
      line: from.line + span.line,
      column: from.col,
      endLine: to.line + span.line,
      endColumn: to.col,
    };
  };
  const findings = document.errors.map((error) =>
    finding(
      rule,
      place(error.pos[0], error.pos[1]),
      `The front matter is not valid YAML: ${clean(error.message)}`,
      {
        help: 'Put values that hold ": ", "#", "{" or "[" between quotes. Until it parses, none of its keys can be trusted.',
      },
    ),
  );
  const values = findings.length === 0 ? toValues(document) : {};
  return {
    values,
    span,
    keySpan: (path) => locate(document!, path, 'key', place),
    valueSpan: (path) => locate(document!, path, 'value', place),
    findings: findings.slice(0, 1),
  };
}

const nothing: ParsedFrontMatter = {
  values: Object.create(null) as Record<string, unknown>,
  span: null,
  keySpan: () => null,
  valueSpan: () => null,
  findings: [],
};

/** Comparing each key with every other one takes the square of this. */
const LENGTH = 50_000;
/** Lists and mappings inside each other: the parser calls itself for each. */
const DEPTH = 100;
const compact = new RegExp(`^[ \\t]*(?:[-?:][ \\t]+){${DEPTH}}`, 'm');

/** Why a block is not even parsed; `null`: it is. */
function excessOf(yaml: string): string | null {
  if (yaml.length > LENGTH) return `it has more than ${LENGTH} characters`;
  const deep = `it nests lists or mappings more than ${DEPTH} deep`;
  if (compact.test(yaml)) return deep;
  let depth = 0;
  for (const [bracket] of yaml.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEPTH) return deep;
  }
  return null;
}

function tooMuch(why: string, { line }: Span): Finding {
  return finding(
    rule,
    { line, column: 1, endLine: line, endColumn: 4 },
    `The front matter is not read: ${why}.`,
    {
      help: 'Keep in it what describes the document; the rest belongs into its text or into a file of its own.',
    },
  );
}

function withoutBlock(text: string): ParsedFrontMatter {
  const first = text.split('\n', 1)[0]!.trimEnd();
  const span: Span = { line: 1, column: 1, endLine: 1, endColumn: first.length + 1 };
  if (/^---[A-Za-z]/.test(first)) {
    const found = finding(
      rule,
      span,
      `The front matter is marked as "${first.slice(3)}", and only YAML is read.`,
      {
        help: 'Write "---" alone on the first line. procs never evaluates code of a document.',
      },
    );
    return { ...nothing, findings: [found] };
  }
  if (first === '---' && /^[A-Za-z_]+:/m.test(text.slice(4, 400))) {
    const found = finding(rule, span, 'The front matter is opened here and never closed.', {
      help: 'Put a line "---" after its last key.',
    });
    return { ...nothing, findings: [found] };
  }
  return nothing;
}

function clean(message: string): string {
  return message.split('\n', 1)[0]!.replace(/\.?\s*$/, '.');
}

function toValues(document: Document): Record<string, unknown> {
  return isMap(document.contents)
    ? (plain(document.contents, 0) as Record<string, unknown>)
    : (Object.create(null) as Record<string, unknown>);
}

/** Values by hand and not by `toJS`: aliases stay unresolved, so that none can explode. */
function plain(node: unknown, depth: number): unknown {
  if (depth > 20 || !isNode(node)) return null;
  if (isScalar(node)) return node.value === null ? null : String(node.value);
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
  if (isMap(node)) {
    const values = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (name !== '' && !forbidden.has(name)) values[name] = plain(value, depth + 1);
    }
    return values;
  }
  return null;
}

function locate(
  document: Document,
  path: readonly (string | number)[],
  part: 'key' | 'value',
  place: (start: number, end: number) => Span,
): Span | null {
  let node: unknown = document.contents;
  let key: unknown = null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      if (!isPair(pair)) return null;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      key = node;
    } else return null;
  }
  const target = part === 'key' ? key : (node ?? key);
  const range = isNode(target) ? target.range : null;
  return range ? place(range[0], range[1]) : null;
}
