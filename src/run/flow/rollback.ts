/** The way back that a document describes, run as a flow of its own in the session and journal of what failed. */
import type { Verdict } from '../../model/index.ts';
import type { Plan } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { freshFrame, planNested } from './nested.ts';
import { runFlow } from './run-flow.ts';

/** `null`: there is none to offer. */
export function rollbackOf(
  ctx: RunContext,
  frame: Frame,
  plan: Plan,
): (() => Promise<Verdict>) | null {
  if (frame.flow === 'rollback' || !frame.procedure.flows.some(({ id }) => id === 'rollback'))
    return null;
  return async () => {
    const back = planNested(ctx, frame.procedure, 'rollback', plan.values);
    const values = new Map(back.values);
    for (const parameter of back.missing) {
      const value = await ctx.operator.ask(ctx.words.step.valueOf(parameter.name), {
        secret: parameter.secret,
      });
      if (parameter.secret) ctx.settings.addSecret(value);
      values.set(parameter.name, value);
    }
    for (const problem of back.problems) ctx.screen.warn(problem);
    if (back.problems.length > 0) return 'failed';
    // A way back is gone from its start each time: what one before it did was undone since, or not needed.
    const id = freshFrame(
      `${frame.id}!rollback`,
      (each) => ctx.entered.has(each) || ctx.progress.frames.has(each),
    );
    return (await runFlow(ctx, { ...frame, id, flow: 'rollback', values }, { ...back, values }))
      .verdict;
  };
}
