/** Numbered items as titled units: in documents without headings, and below a heading with a block under each item. */
import type { List, ListItem, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Span } from '../model/index.ts';
import { type Lines, spanFrom, spanOf } from '../parse/position.ts';

export interface Item {
  readonly number: number;
  readonly title: string;
  /** What belongs to it: the rest of the item, and all that follows up to the next number. */
  readonly nodes: RootContent[];
  span: Span;
}

export interface ItemRun {
  /** What stands before the first number. */
  readonly before: RootContent[];
  readonly items: Item[];
}

/** Every ordered item on the level of `nodes`, with the number as written: lists that interleave keep both sequences. */
export function readItems(nodes: readonly RootContent[], lines: Lines): ItemRun {
  const before: RootContent[] = [];
  const items: Item[] = [];
  const append = (node: RootContent): void => {
    const last = items.at(-1);
    if (last === undefined) before.push(node);
    else {
      last.nodes.push(node);
      last.span = spanFrom(last.span, spanOf(node));
    }
  };
  for (const node of nodes) {
    if (node.type !== 'list' || !node.ordered || isTaskList(node)) {
      append(node);
      continue;
    }
    const written = node.children.map((item) => toItem(item, lines));
    // `1. 1. 1.` is how lists are written that leave the counting to whoever shows them.
    const isCounted =
      written.length > 1 && written.every(({ number }) => number === written[0]!.number);
    items.push(
      ...written.map((item, at) => (isCounted ? { ...item, number: item.number + at } : item)),
    );
  }
  return { before, items };
}

function isTaskList(node: List): boolean {
  return node.children.some(({ checked }) => typeof checked === 'boolean');
}

function toItem(item: ListItem, lines: Lines): Item {
  const source = lines.text.slice(item.position!.start.offset);
  const number = Number(/^\s*(\d+)/.exec(source)?.[1] ?? 0);
  const [first, ...rest] = item.children;
  const isTitle = first?.type === 'paragraph';
  const title = isTitle ? textOf(first).split('\n', 1)[0]!.trim() : '';
  // The title's own sentence stays among the nodes: it may be the instruction.
  return { number, title, nodes: first === undefined ? [] : [first, ...rest], span: spanOf(item) };
}

/**
 * In a document that numbers both its parts and the steps inside them, outer and inner numbers
 * interleave (1, 2, 1, 2, 3, 3, 1 …). Finds the assignment that leaves both sequences without gaps.
 *
 * @returns for each number whether it is an outer one; `null` where no assignment does.
 */
export function separateOuter(numbers: readonly number[]): boolean[] | null {
  const seen = new Set<string>();
  const walk = (at: number, outer: number, inner: number): boolean[] | null => {
    if (at === numbers.length) return [];
    const key = `${at} ${outer} ${inner}`;
    if (seen.has(key)) return null;
    seen.add(key);
    const number = numbers[at]!;
    if (outer > 0 && number === inner + 1) {
      const rest = walk(at + 1, outer, number);
      if (rest !== null) return [false, ...rest];
    }
    if (number === outer + 1) {
      const rest = walk(at + 1, number, 0);
      if (rest !== null) return [true, ...rest];
    }
    return null;
  };
  return numbers.length > 2_000 ? null : walk(0, 0, 0);
}
