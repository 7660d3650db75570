/** A Mermaid diagram as two pictures (light, dark) drawn while building, with its edges as text. */
import { parseMermaid, renderMermaidSVG } from 'beautiful-mermaid';
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Strings } from '../strings.ts';

const themes = {
  light: {
    bg: '#ffffff',
    fg: '#23262f',
    line: '#5b6070',
    border: '#8b90a0',
    surface: '#f2f4f8',
    muted: '#4a4f5c',
  },
  dark: {
    bg: '#17181c',
    fg: '#e6e8ee',
    line: '#9aa0b0',
    border: '#6b7080',
    surface: '#24262d',
    muted: '#b8bdc9',
  },
};

/** Diagrams with more lines than this are shown as source: laying them out takes minutes. */
const limit = 400;

/** The drawn diagram, or `null` where it is of a kind that cannot be drawn here. */
export function drawDiagram(
  source: string,
  title: string,
  words: Strings,
): ElementContent[] | null {
  const plain = withoutAuthorStyles(source);
  if (plain.split('\n').length > limit) return null;
  const pictures = drawBoth(plain);
  if (!pictures) return null;
  const edges = edgesOf(plain);
  return [
    ...pictures.map(({ theme, address, width, height }) =>
      h('img', {
        className: ['diagram', `only-${theme}`],
        src: address,
        alt: edges.length > 0 ? `${title}. ${edges.join('; ')}` : title,
        title,
        role: 'img',
        width,
        height,
        loading: 'lazy',
      }),
    ),
    ...(edges.length === 0
      ? []
      : [
          h('details', { className: ['edges'] }, [
            h('summary', words.diagramEdges),
            h(
              'ul',
              edges.map((edge) => h('li', edge)),
            ),
          ]),
        ]),
  ];
}

function drawBoth(source: string) {
  try {
    return (['light', 'dark'] as const).map((theme) => {
      const svg = contained(renderMermaidSVG(source, { ...themes[theme] }));
      const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
      return {
        theme,
        width: Math.ceil(Number(size?.[1] ?? 0)) || undefined,
        height: Math.ceil(Number(size?.[2] ?? 0)) || undefined,
        // A picture in a data address runs no script, loads nothing, and keeps its element ids to itself.
        address: `data:image/svg+xml,${encodeURIComponent(svg).replace(/%(?:20|2C|2F|3A|3B|3D|40)/g, decodeURIComponent)}`,
      };
    });
  } catch {
    // The renderer draws some of Mermaid's kinds and throws on the others: the source is shown then.
    return null;
  }
}

function contained(svg: string): string {
  return svg
    .replace(/@import[^\n]*/g, '')
    .replace(/font-family:[^;]*;/g, 'font-family: Arial, Helvetica, sans-serif;');
}

/** An author's colours are chosen for one background: unreadable on the other. The shapes say enough. */
function withoutAuthorStyles(source: string): string {
  return source
    .replace(/^\s*(?:style|linkStyle|classDef|class|click)\s.*$/gm, '')
    .replace(/:::[\w-]+/g, '');
}

function edgesOf(source: string): string[] {
  try {
    const graph = parseMermaid(source);
    const name = (id: string) => (graph.nodes.get(id)?.label || id).replace(/\s*\n\s*/g, ' ');
    return graph.edges.map(
      (edge) =>
        `${name(edge.source)} → ${name(edge.target)}${edge.label ? ` (${edge.label})` : ''}`,
    );
  } catch {
    return [];
  }
}
