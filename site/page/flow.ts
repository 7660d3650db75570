/** The flows of a procedure: stages and steps with what the document says in them, in its order. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Flow, Stage } from '../../src/index.ts';
import { flowAnchor, stageAnchor } from '../address.ts';
import { aliases } from './anchors.ts';
import type { PageContext } from './context.ts';
import { duty } from './duty.ts';
import type { Heading } from './procedure.ts';
import { type Part, region, withoutTitle } from './region.ts';
import { type Lines, linesOf, nodesIn } from './regions.ts';
import { chips, renderStep, unplaced } from './step.ts';
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
    ...aliases((one) => flowAnchor(flow, one), flowAnchor(flow, language), context.claimIfFree),
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
  const anchor = stageAnchor(flow, stage, language);
  const id = context.claim(anchor);
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
      ...aliases((one) => stageAnchor(flow, stage, one), anchor, context.claimIfFree),
      ...(bare ? [] : [stageHeading(context, stage, id), ...duty(context, stage.title)]),
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
