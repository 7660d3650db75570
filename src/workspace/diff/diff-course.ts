/** Flows, stages and steps that came, went, moved or got another name. */
import type { Difference, DifferencePlace, Flow, Stage, Step } from '../../model/index.ts';
import type { Course, StageAt, StepAt } from './course.ts';
import { change } from './draft.ts';
import { fold, type Matched, outOfOrder } from './match.ts';

export function diffCourse(course: Course): Difference[] {
  return [...flowChanges(course.flows), ...stageChanges(course), ...stepChanges(course)];
}

export function stagePlace({ flow, stage }: StageAt): DifferencePlace {
  return { flow: flow.id, stage: `${stage.number} ${stage.title}`, step: null };
}

export function stepPlace({ flow, stage, step }: StepAt): DifferencePlace {
  return { ...stagePlace({ flow, stage }), step: `${step.ref} ${step.title}` };
}

function flowChanges({ removed, added }: Matched<Flow>): Difference[] {
  return [
    ...removed.map((flow) =>
      change('flow-removed', guards(flow) ? 'danger' : 'notice', {
        subject: flow.title,
        what: flow.id,
        was: flow.span,
      }),
    ),
    ...added.map((flow) =>
      change('flow-added', 'notice', { subject: flow.title, what: flow.id, at: flow.span }),
    ),
  ];
}

/** What a team falls back on when something went wrong, and what finds that out. */
function guards({ id }: Flow): boolean {
  return id === 'rollback' || id === 'validation';
}

function stageChanges({ flows, stages }: Course): Difference[] {
  const gone = new Set(flows.removed);
  const fresh = new Set(flows.added);
  const flowOf = new Map(flows.pairs);
  const moved = reorderedIn(
    stages.pairs.filter(([previous, next]) => flowOf.get(previous.flow) === next.flow),
    ([, next]) => next.flow,
    ([{ stage }]) => stage,
    ([{ flow }]) => flow.stages,
  );
  return [
    ...stages.removed
      .filter(({ flow }) => !gone.has(flow))
      .map((one) =>
        change('stage-removed', 'notice', { place: stagePlace(one), was: one.stage.span }),
      ),
    ...stages.added
      .filter(({ flow }) => !fresh.has(flow))
      .map((one) =>
        change('stage-added', 'notice', { place: stagePlace(one), at: one.stage.span }),
      ),
    ...moved.map((pair) => change('stage-reordered', 'notice', both(pair, stagePlace))),
    ...stages.pairs.flatMap((pair) => {
      const [{ stage: previous }, { stage: next }] = pair;
      const found: Difference[] = [];
      if (fold(previous.title) !== fold(next.title)) {
        const names = { before: previous.title, after: next.title };
        found.push(change('stage-renamed', 'minor', { ...both(pair, stagePlace), ...names }));
      }
      if (previous.minutes !== next.minutes) {
        const times = { before: minutes(previous), after: minutes(next) };
        found.push(change('stage-estimate', 'minor', { ...both(pair, stagePlace), ...times }));
      }
      return [...found, ...conditions(previous, next, both(pair, stagePlace))];
    }),
  ];
}

function stepChanges({ flows, stages, steps }: Course): Difference[] {
  const stageOf = new Map(stages.pairs.map(([previous, next]) => [previous.stage, next.stage]));
  const flowOf = new Map(flows.pairs);
  const gone = new Set(flows.removed);
  const isSameStage = ([previous, next]: readonly [StepAt, StepAt]): boolean =>
    stageOf.get(previous.stage) === next.stage;
  const stayed = steps.pairs.filter(isSameStage);
  const moved = steps.pairs.filter((pair) => !isSameStage(pair));
  const reordered = reorderedIn(
    stayed,
    ([, next]) => next.stage,
    ([{ step }]) => step,
    ([{ stage }]) => stage.steps,
  );
  return [
    ...steps.removed.flatMap((one) => removal(one, gone.has(one.flow))),
    ...steps.added.map((one) =>
      change('step-added', 'notice', { place: stepPlace(one), at: one.step.span }),
    ),
    ...moved.map((pair) => {
      const [previous, next] = pair;
      const isOut = flowOf.get(previous.flow) !== next.flow;
      const from = isOut ? previous.flow.title : `${previous.stage.number} ${previous.stage.title}`;
      const to = isOut ? next.flow.title : `${next.stage.number} ${next.stage.title}`;
      const leavesMain = isOut && previous.flow.id === 'main' && next.flow.id !== 'main';
      return change('step-moved', leavesMain ? 'danger' : 'notice', {
        ...both(pair, stepPlace),
        what: isOut ? 'flow' : 'stage',
        before: from,
        after: to,
      });
    }),
    ...reordered.map((pair) => change('step-reordered', 'notice', both(pair, stepPlace))),
    ...steps.pairs.flatMap((pair) => {
      const [{ step: previous }, { step: next }] = pair;
      const names = { before: previous.title, after: next.title };
      const isRenamed = fold(previous.title) !== fold(next.title);
      return [
        ...(isRenamed
          ? [change('step-renamed', 'minor', { ...both(pair, stepPlace), ...names })]
          : []),
        ...conditions(previous, next, both(pair, stepPlace)),
      ];
    }),
    ...renumbered(stayed),
  ];
}

/** A removed step is dangerous where it held back, warned, or found out whether all is well. */
function removal(one: StepAt, withFlow: boolean): Difference[] {
  const { flow, step } = one;
  const why = [
    ...(step.actions.some(({ kind }) => kind === 'checklist') ? ['a checklist'] : []),
    ...(step.notices.some(({ level }) => level !== 'note') ? ['a warning'] : []),
    ...(VERIFIES.test(step.title) ? ['a verification'] : []),
  ];
  const isDanger = why.length > 0 || guards(flow);
  if (withFlow && why.length === 0) return [];
  return [
    change('step-removed', isDanger ? 'danger' : 'notice', {
      place: stepPlace(one),
      was: step.span,
      ...(why.length > 0 ? { what: why.join(' and ') } : {}),
    }),
  ];
}

const VERIFIES = /(?<![\p{L}\p{N}])(?:verif|valida|comprob|confirm|check|smoke|prueba|test)/iu;

/** Numbers that changed only because of what was put before: told once. */
function renumbered(pairs: readonly (readonly [StepAt, StepAt])[]): Difference[] {
  const found = pairs.filter(([previous, next]) => previous.step.ref !== next.step.ref);
  const refs = found.map(([previous, next]) => `${previous.step.ref} → ${next.step.ref}`);
  const shown = refs.length > 6 ? [...refs.slice(0, 6), '…'] : refs;
  return found.length === 0
    ? []
    : [
        change('steps-renumbered', 'minor', {
          what: String(found.length),
          after: shown.join(', '),
        }),
      ];
}

type Runs = Pick<Stage | Step, 'conditional' | 'optional'>;

function conditions(before: Runs, after: Runs, more: ReturnType<typeof both>): Difference[] {
  const [was, is] = [before.conditional || before.optional, after.conditional || after.optional];
  if (was === is) return [];
  return [is ? change('made-optional', 'danger', more) : change('made-required', 'notice', more)];
}

function both<At extends StageAt | StepAt>(
  [previous, next]: readonly [At, At],
  place: (at: At) => DifferencePlace,
) {
  const span = (at: StageAt | StepAt) => ('step' in at ? at.step.span : at.stage.span);
  return { place: place(next), at: span(next), was: span(previous) };
}

/** The pairs that left their order within their whole, by the places that they had in it. */
function reorderedIn<Pair, Part>(
  pairs: readonly Pair[],
  wholeOf: (pair: Pair) => object,
  partOf: (pair: Pair) => Part,
  siblingsOf: (pair: Pair) => readonly Part[],
): Pair[] {
  return [...Map.groupBy(pairs, wholeOf).values()].flatMap((group) => {
    const places = new Map(
      [...new Set(group.map(siblingsOf))].flatMap((siblings) =>
        siblings.map((part, index) => [part, index] as const),
      ),
    );
    return outOfOrder(group, (pair) => places.get(partOf(pair))!);
  });
}

function minutes({ minutes }: Stage): string | null {
  return minutes === null ? null : `${minutes} min`;
}
