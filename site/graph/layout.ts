/** Where the boxes and lines of a graph go: `beautiful-mermaid` lays it out, and only the places are taken. */
import { renderMermaidSVG } from 'beautiful-mermaid';
import { siteSource } from '../source.mjs';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In the order of the nodes. */
  readonly boxes: readonly Box[];
  /** Corners of each line, in the order of the edges; `null`: it was not drawn. */
  readonly lines: readonly (string | null)[];
}

/**
 * @param labels the longest line of each node's text: how wide it must be.
 * @param edges pairs of the nodes' numbers, none twice and none from a node to itself.
 * @returns `null` where it cannot be laid out.
 */
export function layOut(
  labels: readonly string[],
  edges: readonly (readonly [number, number])[],
): Layout | null {
  const source = [
    'graph LR',
    ...labels.map((label, at) => `n${at}["${plain(label)}"]`),
    ...edges.map(([from, to]) => `n${from} --> n${to}`),
  ].join('\n');
  const { kept, compiler } = siteSource();
  if (!kept) return laidOut(source, labels, edges);
  const key = compiler.cacheKey('layout', kept.key, source);
  const known = kept.cache.get(key) as { layout: Layout | null } | null;
  if (known !== null) return known.layout;
  const layout = laidOut(source, labels, edges);
  kept.cache.set(key, { layout });
  return layout;
}

function laidOut(
  source: string,
  labels: readonly string[],
  edges: readonly (readonly [number, number])[],
): Layout | null {
  let svg: string;
  try {
    svg = renderMermaidSVG(source, { nodeSpacing: 16, layerSpacing: 64 });
  } catch {
    return null;
  }
  const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!size || /NaN/.test(svg)) return null;
  const boxes = new Map<number, Box>();
  const box =
    /data-id="n(\d+)"[^>]*>\s*<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g;
  for (const [, at, x, y, width, height] of svg.matchAll(box)) {
    boxes.set(Number(at), {
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
    });
  }
  const lines = new Map<string, string>();
  const line = /data-from="n(\d+)" data-to="n(\d+)"[^>]*? points="([-\d., e]+)"/g;
  for (const [, from, to, points] of svg.matchAll(line)) lines.set(`${from} ${to}`, points ?? '');
  const placed = labels.map((_, at) => boxes.get(at));
  if (placed.some((one) => one === undefined)) return null;
  return {
    width: Math.ceil(Number(size[1])),
    height: Math.ceil(Number(size[2])),
    boxes: placed as Box[],
    lines: edges.map(([from, to]) => lines.get(`${from} ${to}`) ?? null),
  };
}

/** Letters and digits of the same width: what a label says is written later, and never read as Mermaid. */
function plain(label: string): string {
  return label.replace(/[^\p{L}\p{N} .-]/gu, 'x').padEnd(6, 'x');
}
