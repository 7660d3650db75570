/** A document's prose as HTML elements: escaped, with the references that can be resolved as links. */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import type { Definition, Heading, Html, Image, Link, Nodes, Root, RootContent, Text } from 'mdast';
import { type State, toHast } from 'mdast-util-to-hast';
import type { Strings } from '../strings.ts';
import { linkText, type References } from './references.ts';

export interface ProseOptions {
  readonly tree: Root;
  readonly references: References;
  /** Level of the page at which a heading of the document appears, or the element to use instead. */
  heading(node: Heading, children: ElementContent[]): ElementContent;
  /** What to show for a fence. */
  fence(node: Extract<Nodes, { type: 'code' }>): ElementContent[];
  /** What to put around or behind a paragraph that says more than its words: a criterion, a notice. */
  paragraph(node: Extract<Nodes, { type: 'paragraph' }>, element: Element): ElementContent;
  readonly words: Pick<Strings, 'todo' | 'done' | 'image' | 'table'>;
}

/** Renders nodes of one document. Nothing of it is ever passed on as markup. */
export function createProse(
  options: ProseOptions,
): (nodes: readonly RootContent[]) => ElementContent[] {
  const definitions = options.tree.children.filter(isDefinition);
  let region = 0;
  return (nodes) => {
    region += 1;
    const root: Root = {
      type: 'root',
      children: [
        ...(nodes as RootContent[]),
        ...definitions.filter((d) => !nodes.includes(d as RootContent)),
      ],
    };
    const hast = toHast(root, {
      allowDangerousHtml: false,
      clobberPrefix: `note-${region}-`,
      handlers: handlers(options) as never,
    }) as HastRoot;
    return (hast.children as ElementContent[]).filter((child) => !isBlankText(child));
  };
}

function handlers(options: ProseOptions) {
  const { references, words } = options;
  return {
    heading: (state: State, node: Heading) => options.heading(node, inline(state, node)),
    code: (_state: State, node: Extract<Nodes, { type: 'code' }>) => options.fence(node),
    paragraph: (state: State, node: Extract<Nodes, { type: 'paragraph' }>) =>
      options.paragraph(node, h('p', inline(state, node))),
    text: (_state: State, node: Text, parent: Nodes | undefined) =>
      parent?.type === 'link' || parent?.type === 'linkReference'
        ? text(node.value)
        : linkText(references, node.value),
    inlineCode: (
      _state: State,
      node: Extract<Nodes, { type: 'inlineCode' }>,
      parent: Nodes | undefined,
    ) => {
      const code = h('code', node.value);
      return parent?.type === 'link' ? code : references.code(node.value, code);
    },
    html: (_state: State, node: Html, parent: Nodes | undefined) => {
      const shown = literal(node.value);
      const isBlock =
        parent?.type !== 'paragraph' && parent?.type !== 'heading' && parent?.type !== 'tableCell';
      return isBlock && shown.length > 0 ? h('p', shown) : shown;
    },
    link: (state: State, node: Link) => references.link(node.url, inline(state, node)),
    linkReference: (state: State, node: Extract<Nodes, { type: 'linkReference' }>) => {
      const definition = state.definitionById.get(node.identifier.toUpperCase());
      if (!definition) return [text('['), ...inline(state, node), text(']')];
      return references.link(definition.url, inline(state, node));
    },
    image: (_state: State, node: Image) =>
      references.link(node.url, [text(`[${words.image}: ${node.alt || node.url}]`)]),
    imageReference: (state: State, node: Extract<Nodes, { type: 'imageReference' }>) => {
      const definition = state.definitionById.get(node.identifier.toUpperCase());
      const label = text(`[${words.image}: ${node.alt || node.label || ''}]`);
      return definition ? references.link(definition.url, [label]) : label;
    },
    listItem: (state: State, node: Extract<Nodes, { type: 'listItem' }>) => {
      const children = tight(node, state.all(node) as ElementContent[]);
      if (node.checked === null || node.checked === undefined) return h('li', children);
      const said = h(
        'span',
        { className: ['sr-only'] },
        `${node.checked ? words.done : words.todo}: `,
      );
      return h('li', { className: ['task', node.checked ? 'is-done' : 'is-open'] }, [
        said,
        ...children,
      ]);
    },
    table: (state: State, node: Extract<Nodes, { type: 'table' }>) => {
      const [head, ...rows] = node.children;
      const cells = (row: typeof head, name: 'th' | 'td') =>
        h(
          'tr',
          // The search, and whoever copies a row, would read cells without a space as one word.
          (row?.children ?? []).flatMap((cell) => [
            h(name, name === 'th' ? { scope: 'col' } : {}, inline(state, cell)),
            text(' '),
          ]),
        );
      return h(
        'div',
        { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: words.table },
        [
          h('table', [
            h('thead', cells(head, 'th')),
            h(
              'tbody',
              rows.map((row) => cells(row, 'td')),
            ),
          ]),
        ],
      );
    },
  };
}

/** Raw HTML as the author wrote it, readable and inert. Comments are notes to tools: dropped; `<br>` breaks the line. */
export function literal(value: string): ElementContent[] {
  const shown = value.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  if (shown.trim() === '') return [];
  return shown
    .split(/(<br\s*\/?>)/i)
    .filter((part) => part !== '')
    .map((part) => (/^<br/i.test(part) ? h('br') : h('span', { className: ['raw'] }, part)));
}

function inline(state: State, node: Nodes): ElementContent[] {
  return state.all(node as never) as ElementContent[];
}

/** The paragraphs of a list written without blank lines are its items' own text. */
function tight(
  node: Extract<Nodes, { type: 'listItem' }>,
  children: ElementContent[],
): ElementContent[] {
  if (node.spread) return children;
  return children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'p' && Object.keys(child.properties).length === 0
      ? child.children
      : [child],
  );
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}

function isDefinition(node: RootContent): node is Definition {
  return node.type === 'definition' || node.type === ('footnoteDefinition' as string);
}

function isBlankText(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}
