/** Runs one flow of a procedure: its stages in order, each step of them, and what they promise at their end. */
import { combineVerdicts, type Verdict } from '../../model/index.ts';
import { key } from '../journal/resume.ts';
import { StopRun } from '../operator/operator.ts';
import type { Plan, PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { rollbackOf } from './rollback.ts';
import { runStep, settleCriterion } from './run-step.ts';

export interface FlowResult {
  readonly verdict: Verdict;
  readonly steps: readonly {
    readonly ref: string;
    readonly title: string;
    readonly verdict: Verdict;
  }[];
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
  const steps: { ref: string; title: string; verdict: Verdict }[] = [];
  const verdicts: Verdict[] = [];
  let stopped = false;
  for (const { stage, steps: planned } of plan.stages) {
    if (stopped || planned.every(({ mode }) => mode === 'skip')) {
      if (!stopped) for (const each of planned) skip(ctx, frame, each, each.reason ?? '', steps);
      continue;
    }
    const started = performance.now();
    ctx.screen.stage(stage);
    for (const notice of stage.notices) ctx.screen.warn(`${notice.label}: ${notice.text}`, 2);
    const own: Verdict[] = [];
    let complete = true;
    for (const each of planned) {
      const result = await oneStep(ctx, frame, plan, each);
      if (result === null) {
        complete = false;
        skip(ctx, frame, each, each.reason ?? ctx.words.step.notWanted, steps);
        own.push('skipped');
        continue;
      }
      steps.push({ ref: each.step.ref, title: each.step.title, verdict: result.verdict });
      own.push(result.verdict);
      if (result.skippedAfterFailure) verdicts.push('unverified');
      if (result.verdict === 'failed') {
        stopped = true;
        break;
      }
    }
    if (!stopped && (complete || planned.length === 0)) {
      for (const [index, criterion] of stage.criteria.entries()) {
        const { verdict } = await settleCriterion(
          ctx,
          frame,
          `stage ${stage.number}`,
          index,
          criterion,
          null,
        );
        own.push(verdict);
        if (verdict === 'failed') stopped = true;
      }
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
    verdicts.push(verdict);
  }
  if (
    !stopped &&
    frame.flow === 'main' &&
    plan.stages.every(({ steps: each }) => each.every(({ mode }) => mode === 'run'))
  ) {
    for (const [index, criterion] of frame.procedure.criteria.entries()) {
      verdicts.push((await settleCriterion(ctx, frame, null, index, criterion, null)).verdict);
    }
  }
  const verdict = combineVerdicts(verdicts);
  ctx.journal.append({ event: 'flow-ended', frame: frame.id, verdict });
  return { verdict, steps };
}

/** `null`: the operator does not want it. */
async function oneStep(ctx: RunContext, frame: Frame, plan: Plan, planned: PlannedStep) {
  if (planned.mode === 'skip') return null;
  refuseChanged(ctx, frame, planned);
  const before = ctx.progress.steps.get(key(frame.id, planned.step.ref));
  if (before !== undefined) {
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
    });
    if (choice === 'n') return null;
  }
  return runStep(ctx, frame, planned, rollbackOf(ctx, frame, plan));
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
