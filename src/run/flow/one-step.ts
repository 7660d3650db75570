/** One step of a flow: run, unless an earlier process did, or nobody wants it. */
import { key } from '../journal/resume.ts';
import { StopRun } from '../operator/operator.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { runStep, type StepResult } from './run-step.ts';
import type { Place } from './stop-menu.ts';

/** `null`: it is not to run, or the operator does not want it. */
export async function oneStep(
  ctx: RunContext,
  frame: Frame,
  planned: PlannedStep,
  stop: Place,
): Promise<StepResult | null> {
  if (planned.mode === 'skip') return null;
  refuseChanged(ctx, frame, planned);
  const { step } = planned;
  const before = settledBefore(ctx, frame, planned);
  if (before !== undefined) {
    const { verdict, deviated } = before;
    ctx.done.push({ frame: frame.id, step, verdict, at: Date.parse(before.at) });
    ctx.screen.earlier(planned, verdict, ctx.words.step.before(verdict));
    return verdict === 'skipped' && !deviated ? null : { verdict, deviated, go: null };
  }
  if (ctx.interrupts.pending) {
    if (ctx.interrupts.final || !ctx.operator.attended)
      throw new StopRun(130, ctx.words.step.interruptedBefore(step.ref));
    ctx.interrupts.clear();
  }
  if (planned.mode === 'ask' && !(await isWanted(ctx, frame, planned))) return null;
  const result = await runStep(ctx, frame, planned, stop);
  if (result.go === null)
    ctx.done.push({ frame: frame.id, step, verdict: result.verdict, at: Date.now() });
  return result;
}

/** How a step ended before this process; `undefined`: it did not, or is to run again. */
export function settledBefore(ctx: RunContext, frame: Frame, { step }: PlannedStep) {
  const place = key(frame.id, step.ref);
  return ctx.reopened.has(place) ? undefined : ctx.progress.steps.get(place);
}

async function isWanted(ctx: RunContext, frame: Frame, planned: PlannedStep): Promise<boolean> {
  const { ref, title, conditional } = planned.step;
  const choice = await ctx.operator.choose(
    ctx.words.step.runIt(ref, title, planned.reason ?? ''),
    [
      { key: 'y', label: ctx.words.step.yes, also: ['s'] },
      { key: 'n', label: ctx.words.step.no },
    ],
    'n',
  );
  ctx.journal.append({
    event: 'decision',
    frame: frame.id,
    ref,
    choice: `${conditional || planned.stage.conditional ? 'conditional' : 'optional'}:${choice}`,
    reason: null,
    by: ctx.settings.operatorName,
  });
  return choice !== 'n';
}

/** Of called procedures only here: a run whose own document was changed is not even resumed. */
function refuseChanged(ctx: RunContext, frame: Frame, { step, hash }: PlannedStep): void {
  const begun = ctx.progress.begun.get(key(frame.id, step.ref));
  if (begun === undefined || begun.hash === hash) return;
  throw new StopRun(4, ctx.words.step.changed(step.ref, frame.procedure.name));
}
