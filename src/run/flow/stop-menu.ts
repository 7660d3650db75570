/** Where a run has stopped: what the operator can do about it, and what they chose. */
import type { Step, Verdict } from '../../model/index.ts';
import { type Choice, StopRun } from '../operator/operator.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { askReason, chooseStep, handOver } from './deviations.ts';
import { editBlock } from './edit-block.ts';
import { openShell } from './open-shell.ts';
import { rollsBackAlone } from './rollback.ts';

export interface Stop {
  /** Names it in the journal. */
  readonly kind: 'failure' | 'refused' | 'interrupted' | 'criteria';
  readonly question: string;
  /** Why the run is said to have stopped here, if the operator stops it. */
  readonly stopped: string;
  /** Step or stage, for the journal; `null`: the flow. */
  readonly ref: string | null;
  /** As it was followed so far; `null`: it is the end of a stage. */
  readonly step: Step | null;
  /** Where the session is that a shell would open in; `null`: on this machine. */
  readonly host: string | null;
  /** What stopped it goes to that host itself: tried again, it logs in anew. */
  readonly entered?: boolean;
  /** What failed: an action, or else a criterion. */
  readonly action: number | null;
  /** There are criteria that could be judged again. */
  readonly criteria: boolean;
  readonly rollback: (() => Promise<Verdict>) | null;
  /** Steps of the flow, and the index of the one where it stopped. */
  readonly steps: readonly PlannedStep[];
  readonly at: number;
}

/** Where in its flow a run is, and what can be done from anywhere there. */
export type Place = Pick<Stop, 'rollback' | 'steps' | 'at'>;

export type Decision =
  | { readonly kind: 'retry' | 'check' }
  /** The step with a block as the operator changed it. */
  | { readonly kind: 'edited'; readonly step: Step; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'by-hand'; readonly reason: string }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'give-up'; readonly reason: string }
  /** `to`: the place of a step in {@link Stop.steps}. */
  | { readonly kind: 'go'; readonly to: number; readonly reason: string };

/** Asks until something is decided. @throws {StopRun} where the operator stops, or hands over */
export async function atStop(ctx: RunContext, frame: Frame, stop: Stop): Promise<Decision> {
  for (;;) {
    const alone = stop.rollback !== null && rollsBackAlone(ctx, frame) ? 'b' : 'f';
    const choice = await ctx.operator.choose(stop.question, choices(ctx, stop), alone);
    const decision = await carryOut(ctx, frame, stop, choice);
    if (decision !== null) return decision;
  }
}

function choices({ words, operator }: RunContext, stop: Stop): Choice[] {
  const { menu } = words;
  const block = stop.action === null ? null : stop.step?.actions[stop.action];
  const offered: readonly (readonly [string, string, boolean])[] = [
    ['r', menu.retry, stop.step !== null],
    ['e', menu.edit, block?.kind === 'run' && operator.attended],
    ['c', menu.check, stop.criteria],
    ['!', menu.shell, operator.terminal],
    ['m', menu.done, stop.action !== null],
    ['k', stop.step === null ? menu.skipCriterion : menu.skip, true],
    ['g', menu.goTo, stop.steps.length > 1],
    ['b', menu.rollback, stop.rollback !== null],
    ['h', menu.handOver, true],
    ['s', menu.stop, true],
    ['f', menu.fail, true],
  ];
  return offered
    .filter(([, , is]) => is)
    .map(([key, label]) => ({
      key,
      label,
      help: menu.explain[key] ?? '',
      ...(key === 's' ? { also: ['q'] } : {}),
    }));
}

/** `null`: nothing is decided yet. */
async function carryOut(
  ctx: RunContext,
  frame: Frame,
  stop: Stop,
  choice: string,
): Promise<Decision | null> {
  const decide = (reason: string | null): void =>
    ctx.journal.append({
      event: 'decision',
      frame: frame.id,
      ref: stop.ref,
      choice: `${stop.kind}:${choice}`,
      reason,
      by: ctx.settings.operatorName,
    });
  switch (choice) {
    case 'r':
      decide(null);
      return { kind: 'retry' };
    case 'c':
      decide(null);
      return { kind: 'check' };
    case 'e':
      return editBlock(ctx, frame, stop.step!, stop.action!);
    case '!':
      await openShell(ctx, frame, stop);
      return null;
    case 'm': {
      const reason = await askReason(ctx);
      decide(reason);
      return { kind: 'by-hand', reason };
    }
    case 'k': {
      const reason = await askReason(ctx);
      decide(reason);
      return { kind: 'skip', reason };
    }
    case 'g': {
      const target = await chooseStep(ctx, stop);
      if (target === null) return null;
      decide(target.reason);
      return { kind: 'go', ...target };
    }
    case 'b': {
      decide(null);
      const verdict = await stop.rollback!();
      ctx.screen.note(ctx.words.step.rollbackEnded(verdict), 2);
      return { kind: 'give-up', reason: ctx.words.step.rolledBack(verdict) };
    }
    case 'h':
      return handOver(ctx, frame, stop.ref);
    case 's':
      decide(null);
      throw new StopRun(4, stop.stopped);
    default:
      decide(null);
      return { kind: 'give-up', reason: ctx.words.step.endsHere };
  }
}
