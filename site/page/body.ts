/** The document itself on the page: when to use it, what it needs, its flows, and then all the rest. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { RootContent } from 'mdast';
import type { Section } from '../../src/index.ts';
import type { PageContext } from './context.ts';
import { renderFlows } from './flow.ts';
import { flowDiagram } from './flow-diagram.ts';
import { parameterFields } from './parameters.ts';
import type { Heading } from './procedure.ts';
import { type Lines, leafAt, linesOf, nodesIn } from './regions.ts';
import { stageBar } from './stage-bar.ts';
import { plainText } from './title.ts';

export interface Body {
  readonly content: ElementContent[];
  readonly headings: readonly Heading[];
}

/** Renders everything that the document says, each part once. */
export function createBody(context: PageContext): Body {
  const headings: Heading[] = [];
  const shown: Lines[] = [];
  const when = whenToUse(context, shown);
  const needs = prerequisites(context, shown);
  const flows = renderFlows(context, headings, shown);
  const rest = theRest(context, shown, headings);
  const course = [...stageBar(context), ...flows, ...flowDiagram(context)];
  return {
    content: [...when, ...needs, ...parameterFields(context), ...course, ...rest],
    headings,
  };
}

const whenTitle =
  /^(?:cuando (?:ejecutar|usar|aplicar|utilizar|activar)|when to (?:use|run|execute|apply))/;
const whenNotTitle =
  /^(?:cuando no|no aplica|no usar|excluye|exclusiones|excluido|no incluye|fuera de(?:l)? alcance|when not to|does not apply|do not use|not for|excludes|excluded|exclusions|out of scope|does not (?:cover|include))/;

function whenToUse(context: PageContext, shown: Lines[]): ElementContent[] {
  const { sections } = context.document.procedure;
  const { words } = context;
  const not = sections.find((section) => whenNotTitle.test(fold(section.title)));
  const use = sections.find((s) => whenTitle.test(fold(s.title)) && s !== not);
  const purpose = use ? null : sections.find((section) => section.role === 'purpose');
  const parts = [
    use &&
      h('div', [
        h('h2', { id: context.claim('when') }, words.when),
        ...shortened(section(context, use, shown), context),
      ]),
    purpose && h('div', { className: ['purpose'] }, firstParagraph(context, purpose)),
    not &&
      h('div', [
        h('h2', { id: context.claim('when-not') }, words.whenNot),
        ...shortened(section(context, not, shown), context),
      ]),
  ].filter((part) => part !== null && part !== undefined) as ElementContent[];
  return parts.length === 0 ? [] : [h('section', { className: ['when'] }, parts)];
}

/** Shown above, under the page's own heading, and left out of the rest. */
function section(context: PageContext, found: Section, shown: Lines[]): ElementContent[] {
  const lines = linesOf(found.span);
  shown.push(lines);
  return context.prose(
    nodesIn(context.document.tree, { from: lines.from + 1, to: lines.to }).filter(
      (node) => node.type !== 'thematicBreak',
    ),
  );
}

/** Items of a list that are shown at once: step one comes before the ninth reason. */
const FEW = 6;

function shortened(content: ElementContent[], { words }: PageContext): ElementContent[] {
  return content.flatMap((node): ElementContent[] => {
    if (node.type !== 'element' || node.tagName !== 'ul') return [node];
    const items = node.children.filter((child) => child.type === 'element');
    if (items.length <= FEW) return [node];
    const more = items.slice(FEW - 1);
    return [
      { ...node, children: items.slice(0, FEW - 1) },
      h('details', [h('summary', words.more(more.length)), { ...node, children: more }]),
    ];
  });
}

function firstParagraph(context: PageContext, purpose: Section): ElementContent[] {
  const nodes = nodesIn(context.document.tree, linesOf(purpose.span));
  const first = nodes.find((node) => node.type === 'paragraph');
  return first ? context.prose([first]) : [];
}

function prerequisites(context: PageContext, shown: Lines[]): ElementContent[] {
  const { procedure, tree } = context.document;
  if (procedure.prerequisites.length === 0) return [];
  const groups = new Map<string | null, ElementContent[]>();
  for (const item of procedure.prerequisites) {
    const leaf = leafAt(tree, item.span.line);
    const rendered = leaf?.type === 'paragraph' ? context.prose([leaf]) : [];
    const only = rendered[0];
    const children: ElementContent[] =
      rendered.length === 1 && only?.type === 'element' && only.tagName === 'p'
        ? only.children
        : [{ type: 'text', value: item.text }];
    groups.set(item.group, [
      ...(groups.get(item.group) ?? []),
      h('li', { className: ['task', 'is-open'] }, children),
    ]);
  }
  const own = procedure.sections.find((s) => s.role === 'prerequisites');
  if (own && onlyLists(nodesIn(tree, linesOf(own.span)))) shown.push(linesOf(own.span));
  return [
    h('section', { className: ['needs'] }, [
      h('details', { open: true }, [
        h('summary', [
          h('h2', { id: context.claim('prerequisites') }, context.words.prerequisites),
          ` ${procedure.prerequisites.length}`,
        ]),
        h(
          'div',
          { className: ['groups'] },
          [...groups].map(([group, items]) =>
            h('div', [...(group ? [h('h3', group)] : []), h('ul', items)]),
          ),
        ),
      ]),
    ]),
  ];
}

/** Whether the list of prerequisites says all that its section says. */
function onlyLists(nodes: readonly RootContent[]): boolean {
  return nodes.every(
    (node) => node.type === 'heading' || node.type === 'list' || node.type === 'thematicBreak',
  );
}

function theRest(
  context: PageContext,
  shown: readonly Lines[],
  headings: Heading[],
): ElementContent[] {
  const { tree } = context.document;
  const nodes = gaps(shown, tree.position?.end.line ?? 0)
    .flatMap((lines) => nodesIn(tree, lines))
    .filter((node, index, all) => all.indexOf(node) === index)
    .filter(
      (node) => node.type !== 'yaml' && node.type !== 'definition' && node.type !== 'thematicBreak',
    )
    .filter((node) => !(node.type === 'heading' && node.depth === 1));
  const groups = bySection(nodes);
  if (groups.length === 0) return [];
  const id = context.claim('rest');
  headings.push({ depth: 2, slug: id, text: context.words.rest });
  return [
    h('section', { className: ['rest'] }, [
      h('h2', { id }, context.words.rest),
      ...groups.map(({ heading, content }) =>
        h('details', [
          h(
            'summary',
            heading ? context.prose([heading]) : h('h3', context.document.procedure.title),
          ),
          h('div', { className: ['folded'] }, context.prose(content)),
        ]),
      ),
    ]),
  ];
}

interface Group {
  readonly heading: RootContent | null;
  readonly content: RootContent[];
}

/** The nodes under each heading of the highest level that they have. */
function bySection(nodes: readonly RootContent[]): Group[] {
  const top = Math.min(...nodes.map((node) => (node.type === 'heading' ? node.depth : 7)));
  const groups: Group[] = [];
  for (const node of nodes) {
    const opens = node.type === 'heading' && node.depth === top;
    if (opens) groups.push({ heading: node, content: [] });
    else {
      if (groups.length === 0) groups.push({ heading: null, content: [] });
      groups.at(-1)?.content.push(node);
    }
  }
  // A heading whose whole content is shown above is not worth folding.
  return groups.filter((group) => group.content.length > 0);
}

/** The lines that none of the ranges covers. */
function gaps(shown: readonly Lines[], last: number): Lines[] {
  const out: Lines[] = [];
  let from = 1;
  for (const lines of [...shown].sort((a, b) => a.from - b.from)) {
    if (lines.from > from) out.push({ from, to: lines.from - 1 });
    from = Math.max(from, lines.to + 1);
  }
  if (from <= last) out.push({ from, to: last });
  return out;
}

function fold(title: string): string {
  return plainText(title).replace(/^[\d.)\s]+/, '');
}
