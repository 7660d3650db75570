/** A step on the page: where it is found, what must be read first, what it says, what to do if it fails, who does it. */
import { createHash } from 'node:crypto';
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Criterion, Flow, Step } from '../../src/index.ts';
import { flowAnchor, stepAnchor } from '../address.ts';
import { criterionCheck } from '../html/criterion.ts';
import { aliases } from './anchors.ts';
import type { PageContext } from './context.ts';
import { duty } from './duty.ts';
import { pointers } from './pointers.ts';
import type { Heading } from './procedure.ts';
import { region } from './region.ts';
import { linesOf } from './regions.ts';

export function renderStep(
  context: PageContext,
  flow: Flow,
  step: Step,
  headings: Heading[],
  level: 3 | 4,
): ElementContent {
  const { language } = context.document.procedure;
  const anchor = stepAnchor(flow, step, language);
  const id = context.claim(anchor);
  headings.push({ depth: level, slug: id, text: `${step.ref} ${step.title}` });
  return h('section', { className: ['step', ...(isDestructive(step) ? ['is-destructive'] : [])] }, [
    ...aliases((one) => stepAnchor(flow, step, one), anchor, context.claimIfFree),
    h(`h${level}`, { id }, [
      h('a', { className: ['ref'], href: `#${id}` }, step.ref),
      h('span', { className: ['name'] }, [
        h('span', { className: ['title'] }, step.title),
        ...[
          ...chips(step, context),
          ...(isDestructive(step)
            ? [
                h(
                  'span',
                  { className: ['badge', 'hazard-destructive'] },
                  context.words.hazard.destructive,
                ),
              ]
            : []),
        ].flatMap((chip) => [' ', chip]),
      ]),
      tick(context, flow, step),
    ]),
    ...duty(context, step.title),
    ...region(context, step.span, step.title, step.notices, []),
    ...unplaced(context, step.criteria),
    ...withoutCriterion(context, step),
    ...ifItFails(context, flow, step),
    ...pointers(context, step.ref, anchor),
  ]);
}

export function isDestructive(step: Step): boolean {
  return step.actions.some(
    (action) => action.kind === 'run' && action.hazards.some(({ kind }) => kind === 'destructive'),
  );
}

export function chips(
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

/** Criteria that stand in no paragraph or fence of their own. */
export function unplaced(context: PageContext, criteria: readonly Criterion[]): ElementContent[] {
  return criteria
    .filter((criterion) => !context.placed(criterion))
    .map((criterion) =>
      h('p', { className: ['criterion'] }, [
        `${criterion.text} `,
        criterionCheck(criterion, context.document.procedure.language, context.words),
      ]),
    );
}

/** The box to tick: shown by the script that remembers it, and printed as a box for a pen. */
function tick({ document, compiler, words }: PageContext, flow: Flow, step: Step): ElementContent {
  const { from, to } = linesOf(step.span);
  const said = document.text
    .split('\n')
    .slice(from - 1, to)
    .join('\n');
  // What it means and what it says: a step that changed in either is another one.
  const key = createHash('sha256')
    .update(`${flow.id}\0${compiler.contentHash(step)}\0${said}`)
    .digest('hex');
  return h('label', { className: ['tick', 'needs-script'] }, [
    h('input', { type: 'checkbox', 'data-tick': key.slice(0, 24), autocomplete: 'off' }),
    h('span', { className: ['sr-only'] }, words.stepDone(step.ref)),
  ]);
}

function withoutCriterion({ words }: PageContext, step: Step): ElementContent[] {
  const runs = step.actions.some(
    (action) => action.kind === 'run' && action.expects.run !== 'never',
  );
  if (!runs || step.criteria.length > 0) return [];
  return [h('p', { className: ['aside'] }, words.noCriterion)];
}

function ifItFails(context: PageContext, flow: Flow, step: Step): ElementContent[] {
  const { words, document } = context;
  const { flows, language } = document.procedure;
  const runs = step.actions.some((action) => action.kind === 'run' || action.kind === 'call');
  if (!runs || flow.id === 'rollback') return [];
  const rollback = flows.find(({ id }) => id === 'rollback');
  if (rollback) {
    return [
      h('p', { className: ['aside', 'fails'] }, [
        `${words.ifFails}: `,
        h('a', { href: `#${flowAnchor(rollback, language)}` }, rollback.title),
      ]),
    ];
  }
  const says = context.failures.some((line) => {
    const { from, to } = linesOf(step.span);
    return line >= from && line <= to;
  });
  if (says || !isDestructive(step)) return [];
  return [h('p', { className: ['aside', 'is-open-end'] }, words.noWayBack)];
}
