/** Runs a procedure that another one calls: in its session and journal, under a lock of its own. */
import type { CallAction, Procedure, Step } from '../../model/index.ts';
import { lookup } from '../../workspace/lookup.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { askMissing, freshFrame, lastBegun, planNested } from './nested.ts';
import { probeOf } from './probe.ts';
import { runFlow } from './run-flow.ts';
import { settled } from './settled.ts';

export async function callProcedure(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
  action: CallAction,
): Promise<ActionResult> {
  const say = ctx.words.call;
  const found = lookup(ctx.workspace, action.target);
  if (found.found !== 'one') {
    const like = found.found === 'none' ? found.suggestion : null;
    return settled('failed', say.notOne(action.target, like), null);
  }
  const { procedure } = found.document;
  if (frame.callers.includes(procedure.name)) {
    return settled('failed', say.cycle([...frame.callers, procedure.name].join(' → ')), null);
  }
  const { id, isBegun } = frameOf(ctx, `${frame.id}/${step.ref}#${index}>${procedure.name}`);
  if (!isBegun && !(await ctx.operator.confirm(say.now(procedure.name, procedure.title)))) {
    return settled('skipped', say.notWanted(procedure.name), null);
  }
  const lock = ctx.settings.lock(procedure);
  if (typeof lock === 'string') return settled('failed', lock, null);
  try {
    const values = await inherited(ctx, frame, procedure);
    const plan = planNested(ctx, procedure, 'main', values);
    if (plan.problems.length > 0)
      return settled('failed', say.cannot(procedure.name, plan.problems.join(' ')), null);
    const known = await askMissing(ctx, { ...plan, values: new Map([...plan.values, ...values]) });
    await ctx.settings.follow(procedure);
    const { verdict } = await runFlow(
      ctx,
      { id, procedure, flow: 'main', values: known, callers: [...frame.callers, procedure.name] },
      plan,
    );
    return settled(verdict, say.ended(procedure.name, verdict), null);
  } finally {
    lock.release();
  }
}

/** Entered by an earlier process, it goes on; entered in this one, or rolled back since, it is tried anew. */
function frameOf(ctx: RunContext, base: string): { id: string; isBegun: boolean } {
  const before = lastBegun(ctx, base);
  if (before !== null && !ctx.entered.has(before)) {
    const hasEnded = ctx.progress.flows.has(before);
    const isRolledBack = hasEnded && lastBegun(ctx, `${before}!rollback`) !== null;
    if (!isRolledBack) return { id: before, isBegun: !hasEnded };
  }
  const taken = (id: string): boolean => ctx.entered.has(id) || ctx.progress.frames.has(id);
  return { id: freshFrame(base, taken), isBegun: false };
}

/** Parameters that the session or the caller has a value for, under the same name; the session's is newer. */
async function inherited(
  ctx: RunContext,
  frame: Frame,
  { parameters }: Procedure,
): Promise<Map<string, string>> {
  const values = new Map(
    [...frame.values].filter(
      ([name, value]) => value !== '' && parameters.some((each) => each.name === name),
    ),
  );
  const asked = parameters
    .filter(
      ({ name, secret, origin }) => origin === 'declared' && !secret && /^[A-Za-z_]\w*$/.test(name),
    )
    .map(({ name }) => name);
  if (asked.length === 0) return values;
  const { outcome, out } = await probeOf(ctx, frame)(
    `printf '%s\\0' ${asked.map((name) => `"\${${name}-}"`).join(' ')}`,
    null,
  );
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0) return values;
  out.split('\0').forEach((value, at) => {
    const name = asked[at];
    if (name !== undefined && value !== '') values.set(name, value);
  });
  return values;
}
