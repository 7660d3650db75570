/** What every part of a document's page needs: its prose renderer, and what the model says of each line. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Code, Nodes, Paragraph } from 'mdast';
import type { Action, CompiledDocument, Criterion, Diagnostic, Notice } from '../../src/index.ts';
import { commandBlock } from '../html/command.ts';
import { criterionCheck } from '../html/criterion.ts';
import { drawDiagram } from '../html/diagram.ts';
import { createProse } from '../html/prose.ts';
import { createReferences } from '../html/references.ts';
import type { Strings } from '../strings.ts';
import { findingsIn } from './findings.ts';
import { anchorOf } from './heading-anchors.ts';
import type { PageInput } from './procedure.ts';
import { leafAt } from './regions.ts';

export interface PageContext extends PageInput {
  readonly words: Strings;
  readonly prose: ReturnType<typeof createProse>;
  /** The level of the page that a document's level 1 has; each deeper one is a level deeper, down to 6. */
  headingShift: number;
  /** Gives an element id that no other element of the page has. */
  claim(id: string): string;
  /** The same name, where it is free; `null` where another element has it. */
  claimIfFree(id: string): string | null;
  /** Lines on which the document begins to say what to do after a failure. */
  readonly failures: readonly number[];
  /** Criteria that stand in no paragraph or fence: shown at the end of what they belong to. */
  placed(criterion: Criterion): boolean;
}

/** The context of one page. */
export function pageContext(input: PageInput & { readonly words: Strings }): PageContext {
  const { document, words } = input;
  const { language } = document.procedure;
  const marks = annotate(document);
  const ids = new Set<string>();
  const claim = (id: string) => {
    let candidate = id || 'x';
    for (let n = 1; ids.has(candidate); n += 1) candidate = `${id}-${n}`;
    ids.add(candidate);
    return candidate;
  };
  const failures = failureLines(input);
  const found = (node: Nodes) => (input.isDraft ? findingsIn(node, input.diagnostics) : []);
  const context: PageContext = {
    ...input,
    headingShift: 1,
    failures,
    claim,
    claimIfFree: (id) => (ids.has(id) ? null : claim(id)),
    placed: (criterion) => marks.placed.has(criterion),
    prose: createProse({
      tree: document.tree,
      words,
      references: createReferences(document, input.workspace, input.addresses, words, anchorOf),
      heading: (node, children) => {
        const level = Math.min(6, node.depth + context.headingShift);
        const anchor = sectionAnchor(document, node.position?.start.line ?? 0);
        return h(`h${level}`, anchor ? { id: claim(anchor) } : {}, children);
      },
      fence: (node) => [
        ...fence(node, marks.actions, input, words),
        ...(marks.criteria.get(node) ?? []).map((criterion) =>
          h('p', { className: ['criterion', 'in-block'] }, [
            `${criterion.text} `,
            criterionCheck(criterion, language, words),
          ]),
        ),
        ...found(node),
      ],
      paragraph: (node, element) => {
        const criteria = marks.criteria.get(node) ?? [];
        const notice = marks.notices.get(node);
        const said = criteria.map((criterion) => criterionCheck(criterion, language, words));
        const whole =
          said.length > 0
            ? h('p', { className: ['criterion'] }, [...element.children, ' ', ...said])
            : element;
        const shown = [whole, ...found(node)];
        if (notice) return h('div', { className: ['notice', `is-${notice.level}`] }, shown);
        if (failures.includes(node.position?.start.line ?? 0))
          return h('div', { className: ['failure'] }, shown);
        return shown.length > 1 ? h('div', shown) : whole;
      },
    }),
  };
  return context;
}

/** Where a paragraph's label says that what follows is for a failure: 'Si falla:', 'If this fails:'. */
function failureLines({ document, workspace, compiler }: PageInput): number[] {
  const own = compiler.wordsOf(workspace.config.vocabulary);
  const found: number[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'paragraph') {
      const { start, end } = node.position ?? {};
      const source = document.text.slice(start?.offset ?? 0, end?.offset ?? 0);
      if (start && compiler.readLabel(source, own)?.kind === 'failure') found.push(start.line);
    } else if ('children' in node) for (const child of node.children) visit(child as Nodes);
  };
  visit(document.tree);
  return found;
}

interface Marks {
  readonly actions: ReadonlyMap<number, Action>;
  readonly criteria: ReadonlyMap<Paragraph | Code, Criterion[]>;
  readonly notices: ReadonlyMap<Paragraph | Code, Notice>;
  readonly placed: ReadonlySet<Criterion>;
}

function annotate(document: CompiledDocument): Marks {
  const { procedure, tree } = document;
  const stages = procedure.flows.flatMap((flow) => flow.stages);
  const steps = stages.flatMap((stage) => stage.steps);
  const actions = new Map<number, Action>();
  for (const action of [...procedure.listings, ...steps.flatMap((step) => step.actions)]) {
    if ('codeSpan' in action) actions.set(action.codeSpan.line - 1, action);
    else if (!actions.has(action.span.line)) actions.set(action.span.line, action);
  }
  const criteria = new Map<Paragraph | Code, Criterion[]>();
  const placed = new Set<Criterion>();
  const all = [
    ...stages.flatMap((s) => s.criteria),
    ...steps.flatMap((s) => s.criteria),
    ...procedure.criteria,
  ];
  for (const criterion of all) {
    const leaf = leafAt(tree, criterion.span.line);
    if (!leaf) continue;
    placed.add(criterion);
    criteria.set(leaf, [...(criteria.get(leaf) ?? []), criterion]);
  }
  const notices = new Map<Paragraph | Code, Notice>();
  for (const notice of [...stages.flatMap((s) => s.notices), ...steps.flatMap((s) => s.notices)]) {
    const leaf = leafAt(tree, notice.span.line);
    if (leaf) notices.set(leaf, notice);
  }
  return { actions, criteria, notices, placed };
}

function fence(
  node: Code,
  actions: ReadonlyMap<number, Action>,
  input: PageInput,
  words: Strings,
): ElementContent[] {
  const line = node.position?.start.line ?? 0;
  const language = node.lang?.toLowerCase() ?? null;
  if (language === 'mermaid') return [diagram(node, input.diagnostics, words)];
  const action = actions.get(line) ?? null;
  const { compiler, document } = input;
  const names = new Set(document.procedure.parameters.map(({ name }) => name));
  const gaps = action?.kind === 'listing' ? compiler.holesOfListing(action, names) : [];
  return [commandBlock({ value: node.value, language, action, gaps }, words, input.medium)];
}

/** Drawn only where the checker had nothing against it: the renderer draws malformed diagrams without complaint. */
function diagram(node: Code, diagnostics: readonly Diagnostic[], words: Strings): ElementContent {
  const from = node.position?.start.line ?? 0;
  const to = node.position?.end.line ?? 0;
  const wrong = diagnostics.find((d) => d.severity === 'error' && d.line >= from && d.line <= to);
  const drawn = wrong ? null : drawDiagram(node.value, words.diagram, words);
  if (drawn) return h('figure', { className: ['drawing'] }, drawn);
  return h('div', { className: ['undrawn'] }, [
    h('p', wrong ? `${words.diagramInvalid} ${wrong.message}` : words.diagramUndrawn),
    commandBlock({ value: node.value, language: 'mermaid', action: null }, words),
  ]);
}

function sectionAnchor(document: CompiledDocument, line: number): string | null {
  return document.procedure.sections.find((section) => section.span.line === line)?.anchor ?? null;
}
