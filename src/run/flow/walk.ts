/** The way that a run takes through a flow: how each step and stage ended, and where it goes on. */
import { combineVerdicts, type Verdict } from '../../model/index.ts';
import { key } from '../journal/resume.ts';
import type { Plan, PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext } from './context.ts';
import { deviate, reopen } from './deviations.ts';
import { settledBefore } from './one-step.ts';

/** Indexes of a stage in its plan, and of a step in it. */
export interface Position {
  readonly stage: number;
  readonly step: number;
}

export interface Ended {
  readonly verdict: Verdict;
  /** It was left out against the document: the whole is unverified at best. */
  readonly deviated: boolean;
}

/** Somewhere else to go on at: the index of a step among all of the flow. */
export interface Go {
  readonly to: number;
  readonly reason: string;
}

export class Walk {
  /** Every step of the flow, in order. */
  readonly steps: readonly PlannedStep[];
  readonly #ctx: RunContext;
  readonly #frame: Frame;
  readonly #plan: Plan;
  readonly #ended = new Map<PlannedStep, Ended>();
  readonly #stages = new Map<number, Verdict>();

  constructor(ctx: RunContext, frame: Frame, plan: Plan) {
    this.#ctx = ctx;
    this.#frame = frame;
    this.#plan = plan;
    this.steps = plan.stages.flatMap(({ steps }) => steps);
  }

  end(planned: PlannedStep, { verdict, deviated }: Ended): void {
    this.#ended.set(planned, { verdict, deviated });
  }

  /** A step is left out: `deviated` where the document says otherwise. */
  skip(planned: PlannedStep, reason: string, deviated: boolean): void {
    const { step, hash } = planned;
    this.end(planned, { verdict: 'skipped', deviated });
    if (settledBefore(this.#ctx, this.#frame, planned) !== undefined) return;
    this.#ctx.journal.append({
      event: 'step-ended',
      frame: this.#frame.id,
      ref: step.ref,
      hash,
      title: step.title,
      stage: planned.stage.number,
      verdict: 'skipped',
      reason,
      deviated,
    });
    this.#ctx.screen.skipped(planned, reason);
  }

  /** Whether every step of a stage ran, or was left out after it had failed: only then its end can be judged. */
  isComplete(stage: number): boolean {
    return this.#plan.stages[stage]!.steps.every((each) => {
      const ended = this.#ended.get(each);
      return ended !== undefined && (ended.verdict !== 'skipped' || ended.deviated);
    });
  }

  /** A stage is over. `more`: verdicts on what it promises at its end. */
  endStage(index: number, milliseconds: number, more: readonly Verdict[]): void {
    const { stage, steps } = this.#plan.stages[index]!;
    const parts = steps.flatMap((each): Verdict[] => {
      const ended = this.#ended.get(each);
      if (ended === undefined) return [];
      return ended.deviated ? [ended.verdict, 'unverified'] : [ended.verdict];
    });
    const verdict = combineVerdicts([...parts, ...more]);
    this.#stages.set(index, verdict);
    this.#ctx.journal.append({
      event: 'stage-ended',
      frame: this.#frame.id,
      stage: stage.number,
      verdict,
      milliseconds,
    });
    this.#ctx.screen.stageEnded(stage, verdict, milliseconds);
  }

  /** Goes on elsewhere than behind the step `at`: what lies between is left out, or is to run again. */
  go(at: number, { to, reason }: Go): Position {
    const target = this.#positionOf(to);
    if (to > at) {
      const ref = this.steps[at]!.step.ref;
      const why = `→ ${this.steps[to]!.step.ref}: ${reason}`;
      deviate(this.#ctx, this.#frame, ref, 'forwards', { reason: why });
      for (const each of this.steps.slice(at + 1, to))
        this.skip(each, each.reason ?? reason, each.mode !== 'skip');
      for (let stage = this.#positionOf(at).stage; stage < target.stage; stage++)
        this.endStage(stage, 0, this.isComplete(stage) ? ['unverified'] : []);
      return target;
    }
    const again = this.steps.slice(to, at + 1).filter((each) => each.mode !== 'skip');
    reopen(this.#ctx, this.#frame, again, reason);
    for (const each of again) this.#ended.delete(each);
    for (const stage of [...this.#stages.keys()])
      if (stage >= target.stage) this.#stages.delete(stage);
    return target;
  }

  /** The flow had failed, and its rollback was cut off: the step that it failed in is told so. */
  endFailed(): void {
    for (const each of this.steps) {
      const { step, hash } = each;
      const before = settledBefore(this.#ctx, this.#frame, each);
      const hasBegun = this.#ctx.progress.begun.has(key(this.#frame.id, step.ref));
      if (before === undefined && !hasBegun) continue;
      this.end(each, { verdict: before?.verdict ?? 'failed', deviated: false });
      if (before !== undefined) continue;
      this.#ctx.journal.append({
        event: 'step-ended',
        frame: this.#frame.id,
        ref: step.ref,
        hash,
        verdict: 'failed',
        reason: this.#ctx.words.gates.rollback.cutOff,
        deviated: false,
      });
    }
  }

  /** Of the stages that are over, in order. */
  get verdicts(): Verdict[] {
    return [...this.#stages].sort(([a], [b]) => a - b).map(([, verdict]) => verdict);
  }

  get results(): { ref: string; title: string; verdict: Verdict }[] {
    return this.steps.flatMap((each) => {
      const ended = this.#ended.get(each);
      const { ref, title } = each.step;
      return ended === undefined ? [] : [{ ref, title, verdict: ended.verdict }];
    });
  }

  #positionOf(step: number): Position {
    const planned = this.steps[step]!;
    const stage = this.#plan.stages.findIndex(({ steps }) => steps.includes(planned));
    return { stage, step: this.#plan.stages[stage]!.steps.indexOf(planned) };
  }
}
