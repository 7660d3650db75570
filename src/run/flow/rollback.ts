/** The way back that a document describes, run as a flow of its own in the session and journal of what failed. */
import type { Step, Verdict } from '../../model/index.ts';
import type { Words } from '../words/words.ts';
import type { Frame, RunContext } from './context.ts';
import { askMissing, freshFrame, lastBegun, planNested } from './nested.ts';
import { runFlow } from './run-flow.ts';

/** `null`: there is none to offer. */
export function rollbackOf(ctx: RunContext, frame: Frame): (() => Promise<Verdict>) | null {
  if (frame.flow === 'rollback' || !frame.procedure.flows.some(({ id }) => id === 'rollback'))
    return null;
  // A way back is gone from its start each time: what one before it did was undone since, or not needed.
  return () => {
    const taken = (id: string): boolean => ctx.entered.has(id) || ctx.progress.frames.has(id);
    return runRollback(ctx, frame, freshFrame(baseOf(frame), taken));
  };
}

/**
 * Goes on with the rollback that an earlier process began, and ends what had led to it; `null`: there
 * is none. Whatever failed is not tried again: its rollback has undone what it stood on.
 */
export function cutOffRollback(ctx: RunContext, frame: Frame): (() => Promise<Verdict>) | null {
  const begun = lastBegun(ctx, baseOf(frame));
  if (begun === null || ctx.entered.has(begun)) return null;
  // Where the flow itself had ended, it is tried again, unless only the end of the run was missing.
  if (ctx.progress.flows.has(frame.id) && ctx.progress.closing !== begun) return null;
  const ended = ctx.progress.flows.get(begun);
  return async () => {
    if (ended !== undefined) return ended;
    ctx.screen.warn(ctx.words.gates.rollback.goesOn(frame.procedure.name), 0);
    return runRollback(ctx, frame, begun);
  };
}

/** Where nobody is there: whether a failure leads to the rollback without being asked. */
export function rollsBackAlone(ctx: RunContext, frame: Frame): boolean {
  if (ctx.operator.attended || !ctx.settings.rollbackOnFailure) return false;
  if (rollbackOf(ctx, frame) === null) return false;
  const hasRun = [...ctx.started].some(
    (id) => id === frame.id || /^[/!]/.test(id.slice(frame.id.length)),
  );
  if (!hasRun) ctx.screen.note(ctx.words.gates.rollback.nothing, 2);
  return hasRun;
}

function baseOf(frame: Frame): string {
  return `${frame.id}!rollback`;
}

async function runRollback(ctx: RunContext, frame: Frame, id: string): Promise<Verdict> {
  const { screen } = ctx;
  const say = ctx.words.gates.rollback;
  const { procedure } = frame;
  const plan = planNested(ctx, procedure, 'rollback', frame.values);
  if (plan.problems.length > 0) {
    screen.warn(say.cannot(plan.problems.join(' ')), 0);
    return 'failed';
  }
  screen.warn(say.starts(procedure.name), 0);
  showDone(ctx, frame);
  const values = await askMissing(ctx, plan);
  const { verdict } = await runFlow(
    ctx,
    { ...frame, id, flow: 'rollback', values },
    { ...plan, values },
  );
  if (verdict === 'failed') {
    screen.warn(say.failed(procedure.name), 0);
    screen.warn(say.byHand, 0);
  } else screen.note(say.rolledBack(procedure.name, verdict), 0);
  return verdict;
}

/** What there is to go back from. */
function showDone({ done, screen, words }: RunContext, frame: Frame): void {
  const say = words.gates.rollback;
  const own = done.filter(({ frame: id }) => id === frame.id || id.startsWith(`${frame.id}/`));
  if (own.length === 0) return;
  screen.note(say.done, 2);
  for (const { step, verdict } of own) {
    screen.note(say.step(step.ref, step.title, words.verdicts[verdict]), 4);
    for (const change of changesOf(step, words)) screen.note(say.changed(change), 8);
  }
}

function changesOf({ actions }: Step, words: Words): string[] {
  return actions.flatMap((action) =>
    action.kind === 'run'
      ? action.hazards
          .filter(({ kind }) => kind === 'destructive')
          .map(({ command, reason }) => `${words.hazard(reason)}: ${command}`)
      : [],
  );
}
