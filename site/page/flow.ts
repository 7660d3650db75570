/** The flows of a procedure: stages and steps with what the document says in them, in its order. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Criterion, Flow, Notice, Span, Stage, Step } from '../../src/index.ts';
import { flowAnchor, stageAnchor, stepAnchor } from '../address.ts';
import { criterionCheck } from '../html/criterion.ts';
import type { PageContext } from './context.ts';
import type { Heading } from './procedure.ts';
import { type Lines, linesOf, nodesIn } from './regions.ts';
import { plainText, saysOnly } from './title.ts';

/** All flows, the main one first. Adds what they cover to `shown` and their headings to `headings`. */
export function renderFlows(
  context: PageContext,
  headings: Heading[],
  shown: Lines[],
): ElementContent[] {
  const { flows } = context.document.procedure;
  const ordered = [...flows].sort((a, b) => Number(b.id === 'main') - Number(a.id === 'main'));
  const rendered = ordered.map((flow) => renderFlow(context, flow, headings));
  for (const flow of flows) {
    shown.push(...flow.stages.map((stage) => linesOf(stage.span)), headOf(flow));
  }
  return rendered;
}

function renderFlow(context: PageContext, flow: Flow, headings: Heading[]): ElementContent {
  const { language } = context.document.procedure;
  const id = context.claim(flowAnchor(flow, language));
  const kind = context.words.flowTitle[flow.id];
  const title = flow.id === 'main' ? (kind ?? flow.title) : flow.title;
  headings.push({ depth: 2, slug: id, text: title });
  const said = kind !== undefined && plainText(title).includes(plainText(kind));
  const subtitle = kind && !said ? [h('span', { className: ['kind'] }, kind)] : [];
  const intro = flow.stages.length > 0 ? nodesIn(context.document.tree, headOf(flow)) : [];
  return h('section', { className: ['flow', `flow-${flow.id === 'main' ? 'main' : 'other'}`] }, [
    h('h2', { id }, [...subtitle, title]),
    ...context.prose(withoutTitle(intro, flow.span, flow.title)),
    ...flow.stages.map((stage) => renderStage(context, flow, stage, headings)),
  ]);
}

/** From the flow's heading to its first stage. */
function headOf(flow: Flow): Lines {
  const first = Math.min(...flow.stages.map((stage) => stage.span.line));
  const whole = linesOf(flow.span);
  return { from: whole.from, to: Math.min(whole.to, first - 1) };
}

function renderStage(
  context: PageContext,
  flow: Flow,
  stage: Stage,
  headings: Heading[],
): ElementContent {
  const { language } = context.document.procedure;
  const id = context.claim(stageAnchor(flow, stage, language));
  const bare = isBare(flow, stage);
  if (!bare) headings.push({ depth: 3, slug: id, text: `${stage.number}. ${stage.title}` });
  const parts = [
    ...stage.steps.map((step) => ({
      span: step.span,
      render: () => renderStep(context, flow, step, headings, bare ? 3 : 4),
    })),
    ...foreign(context, flow, stage),
  ];
  return h(
    'section',
    { className: ['stage', ...(bare ? ['is-bare'] : [])], ...(bare ? { id } : {}) },
    [
      ...(bare ? [] : [stageHeading(context, stage, id)]),
      ...region(context, stage.span, stage.title, stage.notices, parts),
      ...unplaced(context, stage.criteria),
    ],
  );
}

/** A stage whose heading would say nothing: the only one beside the main flow, or the same as its only step. */
function isBare(flow: Flow, stage: Stage): boolean {
  if (stage.minutes !== null || stage.conditional || stage.optional) return false;
  if (flow.stages.length === 1 && flow.id !== 'main') return true;
  return stage.steps.length === 1 && saysOnly(stage.title, stage.steps[0]?.title ?? '');
}

function stageHeading(context: PageContext, stage: Stage, id: string): ElementContent {
  const { minutes } = stage;
  return h('h3', { id }, [
    h('span', { className: ['number'] }, String(stage.number)),
    h('span', { className: ['name'] }, stage.title),
    ...chips(stage, context),
    ...(minutes === null
      ? []
      : [h('span', { className: ['minutes'] }, context.words.minutes(String(minutes)))]),
  ]);
}

function renderStep(
  context: PageContext,
  flow: Flow,
  step: Step,
  headings: Heading[],
  level: 3 | 4,
): ElementContent {
  const id = context.claim(stepAnchor(flow, step, context.document.procedure.language));
  headings.push({ depth: level, slug: id, text: `${step.ref} ${step.title}` });
  return h('section', { className: ['step'] }, [
    h(`h${level}`, { id }, [
      h('a', { className: ['ref'], href: `#${id}` }, step.ref),
      h('span', { className: ['name'] }, step.title),
      ...chips(step, context),
    ]),
    ...region(context, step.span, step.title, step.notices, []),
    ...unplaced(context, step.criteria),
  ]);
}

interface Part {
  readonly span: Span;
  render(): ElementContent;
}

/**
 * What the document says in a span, in its order, with the parts in their places. Critical notices
 * and warnings come first, wherever the author put them: they must be read before the command.
 */
function region(
  context: PageContext,
  span: Span,
  title: string,
  notices: readonly Notice[],
  parts: readonly Part[],
): ElementContent[] {
  const { tree } = context.document;
  const whole = linesOf(span);
  const urgent = notices
    .filter((notice) => notice.level !== 'note')
    .map((notice) => notice.span.line);
  const first: ElementContent[] = [];
  const out: ElementContent[] = [];
  const between = (lines: Lines) => {
    const nodes = withoutTitle(nodesIn(tree, lines), span, title);
    const hoisted = nodes.filter((node) => isNotice(node, urgent));
    first.push(...context.prose(hoisted));
    out.push(
      ...context.prose(
        nodes.filter((node) => !hoisted.includes(node) && node.type !== 'thematicBreak'),
      ),
    );
  };
  let from = whole.from;
  for (const part of [...parts].sort((a, b) => a.span.line - b.span.line)) {
    const lines = linesOf(part.span);
    between({ from, to: lines.from - 1 });
    out.push(part.render());
    from = Math.max(from, lines.to + 1);
  }
  between({ from, to: whole.to });
  return [...first, ...out];
}

function isNotice(node: RootContent, lines: readonly number[]): boolean {
  const { position } = node;
  if (!position || (node.type !== 'paragraph' && node.type !== 'blockquote')) return false;
  return lines.some((line) => line >= position.start.line && line <= position.end.line);
}

/** The heading, paragraph or item that gave the part its title is shown as the page's own heading. */
function withoutTitle(nodes: readonly RootContent[], span: Span, title: string): RootContent[] {
  const [first, ...rest] = nodes;
  if (!first || first.position?.start.line !== span.line) return [...nodes];
  if (first.type === 'heading') return rest;
  if (first.type === 'paragraph') return saysOnly(textOf(first), title) ? rest : [...nodes];
  if (first.type === 'list' && first.children.length === 1 && first.children[0]) {
    return [...withoutTitle(first.children[0].children, span, title), ...rest];
  }
  return [...nodes];
}

/** Parts inside this stage that belong to another flow: a pointer stands in their place. */
function foreign(context: PageContext, flow: Flow, stage: Stage): Part[] {
  const { procedure } = context.document;
  const inside = linesOf(stage.span);
  return procedure.flows
    .filter((other) => other !== flow)
    .flatMap((other) => other.stages.map((part) => ({ other, part })))
    .filter(({ part }) => {
      const lines = linesOf(part.span);
      return lines.from > inside.from && lines.to <= inside.to;
    })
    .map(({ other, part }) => ({
      span: part.span,
      render: () =>
        h('p', { className: ['elsewhere'] }, [
          `${context.words.elsewhere}: `,
          h(
            'a',
            { href: `#${stageAnchor(other, part, procedure.language)}` },
            `${context.words.flowTitle[other.id] ?? other.title} · ${part.title}`,
          ),
        ]),
    }));
}

function chips(
  part: { conditional: boolean; optional: boolean },
  { words }: PageContext,
): ElementContent[] {
  return [
    ...(part.conditional
      ? [h('span', { className: ['badge', 'is-conditional'] }, words.conditional)]
      : []),
    ...(part.optional ? [h('span', { className: ['badge', 'is-optional'] }, words.optional)] : []),
  ];
}

function unplaced(context: PageContext, criteria: readonly Criterion[]): ElementContent[] {
  return criteria
    .filter((criterion) => !context.placed(criterion))
    .map((criterion) =>
      h('p', { className: ['criterion'] }, [
        `${criterion.text} `,
        criterionCheck(criterion, context.document.procedure.language, context.words),
      ]),
    );
}
