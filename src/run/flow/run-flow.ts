/** Runs one flow of a procedure: its stages in order, each step of them, and what they promise at their end. */
import { combineVerdicts, type Verdict } from '../../model/index.ts';
import { key } from '../journal/resume.ts';
import { StopRun } from '../operator/operator.ts';
import type { Plan, PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { settleCriteria } from './criteria.ts';
import { passStage, passStep } from './gate.ts';
import { settlePrerequisites } from './prerequisites.ts';
import { cutOffRollback, rollbackOf } from './rollback.ts';
import { runStep } from './run-step.ts';

export interface FlowResult {
  readonly verdict: Verdict;
  readonly steps: readonly StepResult[];
  /** How the rollback ended that its failure led to; `null`: there was none. */
  readonly rollback: Verdict | null;
  /** What a person should know of the verdict. */
  readonly remarks: readonly string[];
}

interface StepResult {
  readonly ref: string;
  readonly title: string;
  readonly verdict: Verdict;
}

/** What a flow comes to, stage by stage. */
interface Course {
  readonly steps: StepResult[];
  readonly verdicts: Verdict[];
  readonly goBack: (() => Promise<Verdict>) | null;
  stopped: boolean;
  rollback: Verdict | null;
}

/** A failed step that the operator skipped leaves the whole unverified at best. */
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
    steps: [],
    verdicts: [],
    stopped: false,
    rollback: null,
    goBack: goBack === null ? null : async () => (course.rollback = await goBack()),
  };
  const remarks: string[] = [];
  const cutOff = cutOffRollback(ctx, frame);
  if (cutOff !== null) {
    course.rollback = await cutOff();
    endFailed(ctx, frame, plan, course);
  } else {
    const open = await settlePrerequisites(ctx, frame);
    remarks.push(...open.remarks);
    if (!open.met) course.verdicts.push('unverified');
    for (const each of plan.stages) await runStage(ctx, frame, each, course);
    const isWhole = plan.stages.every(({ steps }) => steps.every(({ mode }) => mode === 'run'));
    if (!course.stopped && frame.flow === 'main' && isWhole) {
      const { criteria } = frame.procedure;
      if (criteria.length > 0)
        course.verdicts.push(await settleCriteria(ctx, frame, null, criteria, course.goBack));
    }
  }
  const verdict = combineVerdicts(course.verdicts);
  ctx.journal.append({ event: 'flow-ended', frame: frame.id, verdict });
  return { verdict, steps: course.steps, rollback: course.rollback, remarks };
}

async function runStage(
  ctx: RunContext,
  frame: Frame,
  { stage, steps: planned }: Plan['stages'][number],
  course: Course,
): Promise<void> {
  if (course.stopped) return;
  if (planned.every(({ mode }) => mode === 'skip')) {
    for (const each of planned) skip(ctx, frame, each, each.reason ?? '', course.steps);
    return;
  }
  const started = performance.now();
  ctx.screen.stage(stage);
  for (const notice of stage.notices) ctx.screen.warn(`${notice.label}: ${notice.text}`, 2);
  if (planned.some((each) => each.mode !== 'skip' && settledBefore(ctx, frame, each) === undefined))
    await passStage(ctx, frame, stage);
  const own: Verdict[] = [];
  let complete = true;
  for (const each of planned) {
    const result = await oneStep(ctx, frame, each, course.goBack);
    const { ref, title } = each.step;
    if (result === null) {
      complete = false;
      skip(ctx, frame, each, each.reason ?? ctx.words.step.notWanted, course.steps);
      own.push('skipped');
      continue;
    }
    course.steps.push({ ref, title, verdict: result.verdict });
    own.push(result.verdict);
    if (result.skippedAfterFailure) course.verdicts.push('unverified');
    if (result.verdict === 'failed') {
      course.stopped = true;
      break;
    }
  }
  if (!course.stopped && complete && stage.criteria.length > 0) {
    const verdict = await settleCriteria(ctx, frame, stage, stage.criteria, course.goBack);
    own.push(verdict);
    if (verdict === 'failed') course.stopped = true;
  }
  const verdict = combineVerdicts(own);
  const milliseconds = performance.now() - started;
  ctx.journal.append({
    event: 'stage-ended',
    frame: frame.id,
    stage: stage.number,
    verdict,
    milliseconds,
  });
  ctx.screen.stageEnded(stage, verdict, milliseconds);
  course.verdicts.push(verdict);
}

/** A flow whose rollback was cut off had failed: the step that it failed in is told so. */
function endFailed(ctx: RunContext, frame: Frame, plan: Plan, course: Course): void {
  course.verdicts.push('failed');
  for (const each of plan.stages.flatMap(({ steps }) => steps)) {
    const { step, hash } = each;
    const before = settledBefore(ctx, frame, each);
    if (before === undefined && !ctx.progress.begun.has(key(frame.id, step.ref))) continue;
    const verdict = before?.verdict ?? 'failed';
    course.steps.push({ ref: step.ref, title: step.title, verdict });
    if (before !== undefined) continue;
    const reason = ctx.words.gates.rollback.cutOff;
    ctx.journal.append({
      event: 'step-ended',
      frame: frame.id,
      ref: step.ref,
      hash,
      verdict,
      reason,
      deviated: false,
    });
  }
}

function settledBefore(ctx: RunContext, frame: Frame, { step }: PlannedStep) {
  return ctx.progress.steps.get(key(frame.id, step.ref));
}

/** `null`: the operator does not want it. */
async function oneStep(
  ctx: RunContext,
  frame: Frame,
  planned: PlannedStep,
  goBack: (() => Promise<Verdict>) | null,
) {
  if (planned.mode === 'skip') return null;
  refuseChanged(ctx, frame, planned);
  const { step } = planned;
  const before = settledBefore(ctx, frame, planned);
  if (before !== undefined) {
    const at = Date.parse(before.at);
    ctx.done.push({ frame: frame.id, step, verdict: before.verdict, at });
    ctx.screen.skipped(planned, ctx.words.step.before(before.verdict));
    const skippedAfterFailure = before.deviated;
    return before.verdict === 'skipped' && !skippedAfterFailure
      ? null
      : { verdict: before.verdict, skippedAfterFailure };
  }
  if (ctx.interrupts.pending) {
    if (ctx.interrupts.final || !ctx.operator.attended)
      throw new StopRun(130, ctx.words.step.interruptedBefore(planned.step.ref));
    ctx.interrupts.clear();
  }
  if (planned.mode === 'ask') {
    const { ref, title } = planned.step;
    const choice = await ctx.operator.choose(
      ctx.words.step.runIt(ref, title, planned.reason ?? ''),
      [
        { key: 'y', label: ctx.words.step.yes },
        { key: 'n', label: ctx.words.step.no },
      ],
      'n',
    );
    ctx.journal.append({
      event: 'decision',
      frame: frame.id,
      ref,
      choice: `${planned.step.conditional || planned.stage.conditional ? 'conditional' : 'optional'}:${choice}`,
      reason: null,
      by: ctx.settings.operatorName,
    });
    if (choice === 'n') return null;
  }
  await passStep(ctx, frame, step);
  const result = await runStep(ctx, frame, planned, goBack);
  ctx.done.push({ frame: frame.id, step, verdict: result.verdict, at: Date.now() });
  return result;
}

/** Of called procedures only here: a run whose own document was changed is not even resumed. */
function refuseChanged(ctx: RunContext, frame: Frame, { step, hash }: PlannedStep): void {
  const begun = ctx.progress.begun.get(key(frame.id, step.ref));
  if (begun === undefined || begun.hash === hash) return;
  throw new StopRun(4, ctx.words.step.changed(step.ref, frame.procedure.name));
}

function skip(
  ctx: RunContext,
  frame: Frame,
  planned: PlannedStep,
  reason: string,
  steps: { ref: string; title: string; verdict: Verdict }[],
): void {
  const { step, hash } = planned;
  steps.push({ ref: step.ref, title: step.title, verdict: 'skipped' });
  if (ctx.progress.steps.has(key(frame.id, step.ref))) return;
  ctx.journal.append({
    event: 'step-ended',
    frame: frame.id,
    ref: step.ref,
    hash,
    title: step.title,
    stage: planned.stage.number,
    verdict: 'skipped',
    reason,
    deviated: false,
  });
  ctx.screen.skipped(planned, reason);
}
