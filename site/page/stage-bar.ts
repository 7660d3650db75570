/** The bar that stays in sight: the stages with their times, the other flows, and how far this browser's marks are. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Flow, Stage } from '../../src/index.ts';
import { flowAnchor, stageAnchor } from '../address.ts';
import type { PageContext } from './context.ts';
import { isDestructive } from './step.ts';

/** Nothing where there is only one place to be in and nothing to mark. */
export function stageBar(context: PageContext): ElementContent[] {
  const { words, document } = context;
  const { flows, language } = document.procedure;
  const main = flows.find(({ id }) => id === 'main') ?? flows[0];
  if (!main) return [];
  const others = flows.filter((flow) => flow !== main);
  const back = others.filter(({ id }) => id === 'rollback');
  const items = [
    ...(main.stages.length > 1
      ? main.stages.map((stage) => stageItem(context, main, stage))
      : [flowItem(context, main)]),
    ...others.filter((flow) => !back.includes(flow)).map((flow) => flowItem(context, flow)),
  ];
  const steps = flows.flatMap(({ stages }) => stages.flatMap((stage) => stage.steps));
  if (steps.length === 0) return [];
  return [
    h('div', { className: ['course'], 'data-pagefind-ignore': '' }, [
      h('nav', { 'aria-label': words.stagesLabel }, [
        h('ol', items),
        // Beside the stages, not among them: it stays in sight, and covers none, however many they are.
        ...(back.length > 0
          ? [
              h(
                'ol',
                { className: ['back'] },
                back.map((flow) => flowItem(context, flow)),
              ),
            ]
          : []),
      ]),
      h(
        'p',
        {
          className: ['ticks', 'needs-script'],
          'data-some': words.ticks(1, 2),
          lang: language,
        },
        [
          h('strong', { className: ['count'] }, words.ticks(0, steps.length)),
          h('span', { className: ['since'] }),
          h('span', { className: ['doubt'] }, [
            words.ticksNoEvidence,
            h('span', { className: ['here'] }, words.ticksHere),
          ]),
          h(
            'button',
            {
              type: 'button',
              className: ['plain'],
              'data-clear-ticks': '',
              disabled: true,
              'aria-label': words.clearTicks,
            },
            words.clear,
          ),
        ],
      ),
    ]),
  ];
}

function stageItem(context: PageContext, flow: Flow, stage: Stage): ElementContent {
  const { words, document } = context;
  const { minutes } = stage;
  return item({
    anchor: stageAnchor(flow, stage, document.procedure.language),
    number: String(stage.number),
    title: stage.title,
    time: minutes === null ? null : words.minutes(String(minutes)),
    isOther: false,
    destroys: stage.steps.some(isDestructive) ? words.hazard.destructive : null,
  });
}

function flowItem({ words, document }: PageContext, flow: Flow): ElementContent {
  const minutes = flow.stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0);
  return item({
    anchor: flowAnchor(flow, document.procedure.language),
    number: null,
    title: words.flowTitle[flow.id] ?? flow.title,
    time: minutes > 0 ? words.minutes(String(minutes)) : null,
    isOther: flow.id !== 'main',
    destroys: null,
  });
}

function item(of: {
  readonly anchor: string;
  readonly number: string | null;
  readonly title: string;
  readonly time: string | null;
  readonly isOther: boolean;
  readonly destroys: string | null;
}): ElementContent {
  const classes = [
    ...(of.isOther ? ['is-other'] : []),
    ...(of.destroys === null ? [] : ['is-destructive']),
  ];
  return h('li', classes.length > 0 ? { className: classes } : {}, [
    h('a', { href: `#${of.anchor}`, title: of.title }, [
      ...(of.number === null ? [] : [h('span', { className: ['number'] }, of.number), ' ']),
      h('span', { className: ['name'] }, of.title),
      ...(of.time === null ? [] : [' ', h('span', { className: ['minutes'] }, of.time)]),
      ...(of.destroys === null ? [] : [h('span', { className: ['sr-only'] }, ` (${of.destroys})`)]),
    ]),
  ]);
}
