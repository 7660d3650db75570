/** One document between those that point at it and those that it points at: a picture that needs no layout. */
import type { ElementContent } from 'hast';
import { h, s } from 'hastscript';
import type { CompiledDocument } from '../../src/index.ts';
import type { Addresses } from '../address.ts';
import type { Strings } from '../strings.ts';
import type { Edge } from './edges.ts';

export interface Neighbours {
  /** Edges that lead to the document. */
  readonly to: readonly Edge[];
  /** Edges that lead from it. */
  readonly from: readonly Edge[];
}

/** So many on a side: all of them stand in the graph and in the list of what points here. */
const most = 8;
const box = { width: 200, height: 30, gap: 10, between: 90 };

/** The edges of every document. */
export function neighboursIn(edges: readonly Edge[]): (document: CompiledDocument) => Neighbours {
  const to = Map.groupBy(edges, (edge) => edge.to);
  const from = Map.groupBy(edges, (edge) => edge.from);
  return (document) => ({ to: to.get(document) ?? [], from: from.get(document) ?? [] });
}

/** Nothing where it is tied to no other one. */
export function neighbourhood(
  document: CompiledDocument,
  { to, from }: Neighbours,
  addresses: Addresses,
  words: Strings,
): ElementContent[] {
  if (to.length + from.length === 0) return [];
  const left = callsFirst(to).slice(0, most);
  const right = callsFirst(from).slice(0, most);
  const rows = Math.max(left.length, right.length, 1);
  const height = rows * (box.height + box.gap) + box.gap;
  const columns = [0, box.width + box.between, 2 * (box.width + box.between)] as const;
  const middle = height / 2;
  const place = (at: number, count: number) =>
    middle + (at - (count - 1) / 2) * (box.height + box.gap);
  const line = (edge: Edge, x1: number, y1: number, x2: number, y2: number) =>
    s('path', {
      class: `edge is-${edge.kind}`,
      d: `M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`,
    });
  const node = (other: CompiledDocument, x: number, y: number) =>
    s('a', { class: 'node', href: addresses.page(other) }, [
      s('title', `${other.index.name} ${other.index.title}`),
      s('rect', {
        x: x + 1,
        y: y - box.height / 2,
        width: box.width - 2,
        height: box.height,
        rx: 5,
      }),
      s('text', { class: 'name', x: x + box.width / 2, y: y + 4.5 }, cut(other.index.name)),
    ]);
  const width = columns[2] + box.width;
  return [
    h('details', { className: ['neighbourhood'], 'data-pagefind-ignore': '' }, [
      h('summary', words.neighbourhood),
      h('div', { className: ['scroll', 'picture'], tabIndex: 0 }, [
        s(
          'svg',
          {
            class: 'graph',
            viewBox: `0 0 ${width} ${height}`,
            width,
            height,
            role: 'group',
            'aria-label': words.neighbourhood,
          },
          [
            ...left.map((edge, at) =>
              line(edge, box.width, place(at, left.length), columns[1], middle),
            ),
            ...right.map((edge, at) =>
              line(edge, columns[1] + box.width, middle, columns[2], place(at, right.length)),
            ),
            ...left.map((edge, at) => node(edge.from, columns[0], place(at, left.length))),
            node(document, columns[1], middle),
            ...right.map((edge, at) => node(edge.to, columns[2], place(at, right.length))),
          ],
        ),
      ]),
      h('p', [
        ...told(words.calls, from, 'call', (edge) => edge.to, addresses),
        ...told(words.mentions, from, 'reference', (edge) => edge.to, addresses),
      ]),
    ]),
  ];
}

/** `calls PROCED-X-001, PROCED-X-002. `: all of them, as text. */
function told(
  word: string,
  edges: readonly Edge[],
  kind: Edge['kind'],
  end: (edge: Edge) => CompiledDocument,
  addresses: Addresses,
): ElementContent[] {
  const ends = edges.filter((edge) => edge.kind === kind).map(end);
  if (ends.length === 0) return [];
  return [
    { type: 'text', value: `${word} ` },
    ...ends.flatMap((other, at) => [
      ...(at > 0 ? [{ type: 'text' as const, value: ', ' }] : []),
      h('a', { href: addresses.page(other) }, other.index.name),
    ]),
    { type: 'text', value: '. ' },
  ];
}

function callsFirst(edges: readonly Edge[]): Edge[] {
  return [...edges].sort((a, b) => Number(b.kind === 'call') - Number(a.kind === 'call'));
}

function cut(name: string): string {
  const letters = [...name];
  return letters.length <= 22 ? name : `${letters.slice(0, 21).join('')}…`;
}
