/** Runs one flow of a procedure: its stages in order, each step of them, and what they promise at their end. */
import { combineVerdicts, type Verdict } from '../../model/index.ts';
import { stageKey } from '../journal/times.ts';
import type { Plan } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { settleCriteria } from './criteria.ts';
import { endBackgrounds, verdictsOfBackgrounds } from './end-background.ts';
import { passStage } from './gate.ts';
import { oneStep, settledBefore } from './one-step.ts';
import { settlePrerequisites } from './prerequisites.ts';
import { cutOffRollback, rollbackOf } from './rollback.ts';
import type { Place } from './stop-menu.ts';
import { type Position, Walk } from './walk.ts';

export interface FlowResult {
  readonly verdict: Verdict;
  readonly steps: readonly {
    readonly ref: string;
    readonly title: string;
    readonly verdict: Verdict;
  }[];
  /** How the rollback ended that its failure led to; `null`: there was none. */
  readonly rollback: Verdict | null;
  /** What a person should know of the verdict. */
  readonly remarks: readonly string[];
}

/** A flow on its way. */
interface Course {
  readonly plan: Plan;
  readonly walk: Walk;
  readonly goBack: (() => Promise<Verdict>) | null;
  rollback: Verdict | null;
}

/** A step that the operator left out, against the document, leaves the whole unverified at best. */
export async function runFlow(ctx: RunContext, frame: Frame, plan: Plan): Promise<FlowResult> {
  ctx.entered.add(frame.id);
  ctx.journal.append({
    event: 'flow-started',
    frame: frame.id,
    procedure: frame.procedure.name,
    flow: frame.flow,
    stages: plan.stages.map(({ stage: { number, title, minutes }, steps }) => ({
      number,
      title,
      minutes,
      steps: steps.map(({ step }) => ({ ref: step.ref, title: step.title })),
    })),
  });
  const goBack = rollbackOf(ctx, frame);
  const course: Course = {
    plan,
    walk: new Walk(ctx, frame, plan),
    goBack: goBack === null ? null : async () => (course.rollback = await goBack()),
    rollback: null,
  };
  const remarks: string[] = [];
  const verdicts: Verdict[] = [];
  const cutOff = cutOffRollback(ctx, frame);
  if (cutOff !== null) {
    course.rollback = await cutOff();
    course.walk.endFailed();
    verdicts.push('failed');
  } else {
    const open = await settlePrerequisites(ctx, frame);
    remarks.push(...open.remarks);
    if (!open.met) verdicts.push('unverified');
    verdicts.push(...(await runStages(ctx, frame, course)));
  }
  if (frame.id === 'run') {
    await endBackgrounds(ctx);
    const ended = verdictsOfBackgrounds(ctx);
    verdicts.push(...ended.verdicts);
    remarks.push(...ended.remarks);
  }
  const verdict = combineVerdicts(verdicts);
  ctx.journal.append({ event: 'flow-ended', frame: frame.id, verdict });
  return { verdict, steps: course.walk.results, rollback: course.rollback, remarks };
}

async function runStages(ctx: RunContext, frame: Frame, course: Course): Promise<Verdict[]> {
  const { plan, walk } = course;
  const { criteria } = frame.procedure;
  const isWhole = plan.stages.every(({ steps }) => steps.every(({ mode }) => mode === 'run'));
  const promises = frame.flow === 'main' && isWhole && criteria.length > 0;
  let position: Position | null = { stage: 0, step: 0 };
  for (;;) {
    while (position !== null && position.stage < plan.stages.length)
      position = await runStage(ctx, frame, course, position);
    if (position === null || !promises) return walk.verdicts;
    const at = walk.steps.length - 1;
    const end = await settleCriteria(ctx, frame, null, criteria, placeAt(course, at));
    if (end.go === null) return [...walk.verdicts, end.verdict];
    position = walk.go(at, end.go);
  }
}

/** @returns where the flow goes on; `null`: it ends here, failed */
async function runStage(
  ctx: RunContext,
  frame: Frame,
  course: Course,
  from: Position,
): Promise<Position | null> {
  const { plan, walk } = course;
  const { stage, steps } = plan.stages[from.stage]!;
  const following: Position = { stage: from.stage + 1, step: 0 };
  if (steps.every(({ mode }) => mode === 'skip')) {
    for (const each of steps) walk.skip(each, each.reason ?? '', false);
    return following;
  }
  const started = performance.now();
  const before = ctx.progress.stages.get(stageKey(frame.id, stage.number)) ?? 0;
  const took = () => before + performance.now() - started;
  ctx.screen.stage(stage, from.stage + 1, plan.stages.length);
  for (const notice of stage.notices) ctx.screen.warn(`${notice.label}: ${notice.text}`, 2);
  if (steps.some((each) => each.mode !== 'skip' && settledBefore(ctx, frame, each) === undefined))
    await passStage(ctx, frame, stage);
  for (const planned of steps.slice(from.step)) {
    const at = walk.steps.indexOf(planned);
    const result = await oneStep(ctx, frame, planned, placeAt(course, at));
    // It is judged: nobody needs what its blocks printed as it was.
    await ctx.settings.maskOutput();
    if (result === null) {
      walk.skip(planned, planned.reason ?? ctx.words.step.notWanted, false);
      continue;
    }
    walk.end(planned, result);
    if (result.go !== null) return walk.go(at, result.go);
    if (result.verdict === 'failed') {
      walk.endStage(from.stage, took(), []);
      return null;
    }
  }
  if (stage.criteria.length === 0 || !walk.isComplete(from.stage)) {
    walk.endStage(from.stage, took(), []);
    return following;
  }
  const at = walk.steps.indexOf(steps.at(-1)!);
  const end = await settleCriteria(ctx, frame, stage, stage.criteria, placeAt(course, at));
  if (end.go !== null) return walk.go(at, end.go);
  walk.endStage(from.stage, took(), [end.verdict]);
  return end.verdict === 'failed' ? null : following;
}

function placeAt({ goBack, walk }: Course, at: number): Place {
  return { rollback: goBack, steps: walk.steps, at };
}
