/** Ways that a run can go and that the document does not know of, each written down with who and why. */
import { key } from '../journal/resume.ts';
import { StopRun } from '../operator/operator.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';

type Kind = 'edited' | 'by-hand' | 'skipped' | 'shell' | 'forwards' | 'back';

interface More {
  readonly action?: number;
  readonly reason?: string;
  readonly diff?: string;
  readonly state?: string;
  readonly states?: Readonly<Record<string, string>>;
  readonly reopened?: readonly string[];
}

/** Writes a deviation down. */
export function deviate(
  ctx: RunContext,
  frame: Frame,
  ref: string | null,
  kind: Kind,
  { action, reason, diff, state, states, reopened = [] }: More,
): void {
  ctx.journal.append({
    event: 'deviation',
    frame: frame.id,
    ref,
    kind,
    action: action ?? null,
    by: ctx.settings.operatorName,
    reason: reason ?? null,
    diff: diff ?? null,
    state: state ?? null,
    ...(states === undefined ? {} : { states }),
    reopened: [...reopened],
  });
}

/** A reason, which is never empty. @throws {StopRun} where nobody gives one */
export async function askReason(ctx: RunContext): Promise<string> {
  const { menu } = ctx.words;
  for (;;) {
    const reason = (await ctx.operator.ask(menu.reason, { secret: false })).trim();
    if (reason !== '') return reason;
    ctx.screen.warn(menu.needReason, 0);
  }
}

/** Another step to go on at, and why; `null`: the operator thought better of it. */
export async function chooseStep(
  ctx: RunContext,
  { steps, at, step }: { readonly steps: readonly PlannedStep[]; at: number; step: object | null },
): Promise<{ to: number; reason: string } | null> {
  const { goTo } = ctx.words;
  for (const [index, { step: each }] of steps.entries())
    ctx.screen.note(`${index === at ? '→' : ' '} ${each.ref}  ${each.title}`, 2);
  const ref = (await ctx.operator.ask(goTo.which, { secret: false })).trim();
  if (ref === '') return null;
  const to = steps.findIndex((each) => each.step.ref === ref);
  if (to < 0 || (to === at && step !== null)) {
    ctx.screen.warn(to < 0 ? goTo.noStep(ref) : goTo.here(ref), 0);
    return null;
  }
  const last = steps[Math.min(at, steps.length - 1)]!.step.ref;
  const question =
    to > at
      ? goTo.forwards(
          steps
            .slice(at, to)
            .map((each) => each.step.ref)
            .join(', '),
          ref,
        )
      : goTo.back(ref, last);
  if (!(await ctx.operator.sure(question))) return null;
  return { to, reason: await askReason(ctx) };
}

/** Steps that had ended are to run again: nothing of what is known of them holds any longer. */
export function reopen(
  ctx: RunContext,
  frame: Frame,
  steps: readonly PlannedStep[],
  reason: string,
): void {
  const refs = steps.map(({ step }) => step.ref);
  deviate(ctx, frame, refs[0] ?? null, 'back', { reason, reopened: refs });
  for (const { step } of steps) {
    ctx.reopened.add(key(frame.id, step.ref));
    for (const index of step.actions.keys()) ctx.settled.delete(key(frame.id, step.ref, index));
  }
}

/** Stops the run for somebody else to go on with. @throws {StopRun} always */
export async function handOver(ctx: RunContext, frame: Frame, ref: string | null): Promise<never> {
  const { handOver: say } = ctx.words;
  let to = '';
  while (to === '') to = (await ctx.operator.ask(say.to, { secret: false })).trim();
  const note = (await ctx.operator.ask(say.note, { secret: false })).trim();
  ctx.journal.append({
    event: 'handed-over',
    frame: frame.id,
    ref,
    by: ctx.settings.operatorName,
    to,
    note,
  });
  throw new StopRun(4, say.stopped(to));
}
