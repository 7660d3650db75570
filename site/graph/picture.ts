/** A graph as a picture whose boxes are links, in the colours of the theme. */
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { s } from 'hastscript';
import { layOut } from './layout.ts';

export interface PictureNode {
  readonly name: string;
  readonly title: string;
  readonly href: string;
  /** `outside`: it belongs to another picture. */
  readonly kind: 'inside' | 'outside';
}

export interface PictureEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: 'call' | 'reference';
}

/** Longer titles are cut in the picture; the whole one is read out and shown by a pointer. */
const shown = 34;

/** The picture as HTML, or `null` where it cannot be laid out. */
export function picture(
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
  label: string,
): string | null {
  const texts = nodes.map(({ name, title }) => [cut(name), cut(title)] as const);
  const layout = layOut(
    texts.map(([name, title]) => (name.length * 1.15 > title.length ? `${name}xx` : title)),
    edges.map(({ from, to }) => [from, to]),
  );
  if (!layout) return null;
  const { width, height, boxes, lines } = layout;
  return toHtml(
    s(
      'svg',
      {
        class: 'graph',
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        role: 'group',
        'aria-label': label,
      },
      [
        s('defs', [arrow('call'), arrow('reference')]),
        ...edges.flatMap(({ kind }, at) =>
          lines[at]
            ? [
                s('polyline', {
                  class: `edge is-${kind}`,
                  points: rounded(lines[at]),
                  'marker-end': `url(#arrow-${kind})`,
                }),
              ]
            : [],
        ),
        ...nodes.map((node, at) => {
          const { x, y, width, height } = boxes[at]!;
          const [name, title] = texts[at]!;
          const middle = x + width / 2;
          return s('a', { class: `node is-${node.kind}`, href: node.href }, [
            s('title', `${node.name} ${node.title}`.trim()),
            s('rect', { x, y, width, height, rx: 5 }),
            s('text', { class: 'name', x: middle, y: y + height / 2 - (title ? 3 : -4) }, name),
            ...(title
              ? [s('text', { class: 'title', x: middle, y: y + height / 2 + 12 }, title)]
              : []),
          ]);
        }),
      ],
    ),
  );
}

function arrow(kind: PictureEdge['kind']): ElementContent {
  return s(
    'marker',
    {
      id: `arrow-${kind}`,
      class: `arrow is-${kind}`,
      markerWidth: 9,
      markerHeight: 7,
      refX: 8,
      refY: 3.5,
      orient: 'auto',
      markerUnits: 'userSpaceOnUse',
    },
    [s('path', { d: 'M0 0 9 3.5 0 7z' })],
  );
}

function rounded(points: string): string {
  return points.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));
}

function cut(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length <= shown ? letters.join('') : `${letters.slice(0, shown - 1).join('')}…`;
}
