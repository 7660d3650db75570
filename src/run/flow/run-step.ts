/** Runs one step: its actions in order, then its criteria; where it stops, the operator decides. */
import { combineVerdicts, type Verdict } from '../../model/index.ts';
import { countAttempt, key } from '../journal/resume.ts';
import { StopRun } from '../operator/operator.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { ActionResult, Frame, RunContext, Settled } from './context.ts';
import { deviate } from './deviations.ts';
import { reportBackgrounds } from './end-background.ts';
import { passStep } from './gate.ts';
import { entersHost, hostBefore } from './hosts.ts';
import { type FollowedStep, recordAction, settleAction } from './settle-action.ts';
import { actionBehind, blockOf, recordCriterion, settleCriterion } from './settle-criterion.ts';
import { atStop, type Decision, type Place, type Stop } from './stop-menu.ts';
import type { Go } from './walk.ts';

export interface StepResult {
  readonly verdict: Verdict;
  /** It was left out, or only a person stood against its check: the whole is unverified at best. */
  readonly deviated: boolean;
  /** Where the flow goes on, if not at the next step. */
  readonly go: Go | null;
}

export async function runStep(
  ctx: RunContext,
  frame: Frame,
  planned: PlannedStep,
  place: Place,
): Promise<StepResult> {
  const { step: written, hash } = planned;
  const { ref, title } = written;
  const started = performance.now();
  ctx.screen.step(planned, place.steps, place.at);
  ctx.journal.append({
    event: 'step-started',
    frame: frame.id,
    ref,
    title,
    hash,
    stage: planned.stage.number,
  });
  countAttempt(ctx.attempts, frame.id, ref);
  const state: State = {
    passed: false,
    frame,
    followed: { written, step: written },
    from: 0,
    results: new Map(),
    overruled: new Map(),
  };
  const end = (verdict: Verdict, reason: string | null, deviated: boolean): StepResult => {
    ctx.journal.append({
      event: 'step-ended',
      frame: frame.id,
      ref,
      hash,
      verdict,
      reason,
      deviated,
    });
    ctx.screen.stepEnded(ref, verdict, reason, performance.now() - started);
    return { verdict, deviated, go: null };
  };
  for (;;) {
    state.passed ||= await passStep(ctx, frame, written);
    const tried = state.passed ? await tryStep(ctx, state) : NOT_PASSED;
    reportBackgrounds(ctx);
    if (tried.verdict !== 'failed') {
      const isEdited = state.followed.step !== written;
      const reason = isEdited ? ctx.words.step.edited(ctx.settings.operatorName) : null;
      return end(tried.verdict, reason, state.overruled.size > 0);
    }
    if (ctx.interrupts.pending && (ctx.interrupts.final || !ctx.operator.attended)) {
      throw new StopRun(130, ctx.words.step.interrupted(ref));
    }
    const stop = stopOf(ctx, state, tried, place);
    ctx.interrupts.clear();
    const decision = await atStop(ctx, state.frame, stop);
    switch (decision.kind) {
      case 'skip':
        deviate(ctx, frame, ref, 'skipped', { reason: decision.reason });
        return end('skipped', ctx.words.step.afterFailure(decision.reason), true);
      case 'give-up':
        return end('failed', decision.reason, false);
      case 'go': {
        const { to, reason } = decision;
        if (to > place.at) end('skipped', ctx.words.step.afterFailure(reason), true);
        return { verdict: 'skipped', deviated: true, go: { to, reason } };
      }
      default:
        again(ctx, state, tried, decision);
    }
  }
}

/** Nobody wanted to go on at its notices. */
const NOT_PASSED: Tried = { verdict: 'failed', action: null, criterion: null, result: null };

/** How far a step has come. */
interface State {
  /** Its notices were seen. */
  passed: boolean;
  frame: Frame;
  followed: FollowedStep;
  /** Index of the action to begin with. */
  from: number;
  readonly results: Map<number, ActionResult>;
  /** Criteria that a person settled against what was found. */
  readonly overruled: Map<number, Settled>;
}

interface Tried {
  readonly verdict: Verdict;
  /** The action that failed, or that has to run again for the criterion that failed; `null`: none has run. */
  readonly action: number | null;
  /** `null`: it was the action itself. */
  readonly criterion: number | null;
  readonly result: Settled | null;
}

async function tryStep(ctx: RunContext, state: State): Promise<Tried> {
  const { frame, followed, results, overruled } = state;
  const { step } = followed;
  for (let index = state.from; index < step.actions.length; index++) {
    const result = await settleAction(ctx, frame, followed, index);
    if (result === null) continue;
    results.set(index, result);
    if (result.verdict === 'failed')
      return { verdict: 'failed', action: index, criterion: null, result };
  }
  const verdicts = [...results.values()].map(({ verdict }) => verdict);
  for (const [index, criterion] of step.criteria.entries()) {
    const result =
      overruled.get(index) ??
      (await settleCriterion(ctx, frame, step.ref, index, criterion, blockOf(criterion, results)));
    verdicts.push(result.verdict);
    if (result.verdict === 'failed')
      return { verdict: 'failed', action: actionBehind(criterion, step), criterion: index, result };
  }
  const verdict = verdicts.length === 0 ? await nothingToDo(ctx) : combineVerdicts(verdicts);
  return { verdict, action: 0, criterion: null, result: null };
}

/** A step that only shows something: whether it was followed only a person can say. */
async function nothingToDo(ctx: RunContext): Promise<Verdict> {
  const attestation = await ctx.operator.attest(ctx.words.attest.stepDone);
  switch (attestation.answer) {
    case 'yes':
      return 'passed';
    case 'no':
      return 'failed';
    case 'unknown':
      return 'unverified';
    default:
      return attestation satisfies never;
  }
}

function stopOf(ctx: RunContext, state: State, tried: Tried, place: Place): Stop {
  const { step, written } = state.followed;
  const { menu } = ctx.words;
  const failed = tried.action === null ? undefined : state.results.get(tried.action);
  const refused = !state.passed || (failed?.refused === true && tried.criterion === null);
  const kind = ctx.interrupts.pending ? 'interrupted' : refused ? 'refused' : 'failure';
  const question = {
    interrupted: menu.stepInterrupted,
    refused: menu.refused,
    failure: step === written ? menu.stepFailed : menu.stepEdited,
  }[kind];
  const { gate } = ctx.words.gates;
  const stopped = !refused
    ? ctx.words.step.stopped
    : state.passed
      ? gate.notAllowed
      : gate.notGoneOn;
  return {
    ...place,
    kind,
    question: question(step.ref),
    stopped: stopped(step.ref),
    ref: step.ref,
    step,
    ...shellPlace(ctx, state, tried, failed),
    action: tried.action,
    criteria: state.passed && step.criteria.length > 0,
  };
}

/** Where the block ran that stopped it, else where the session is before the action. */
function shellPlace(
  ctx: RunContext,
  { frame, followed: { step } }: State,
  { action }: Tried,
  failed: ActionResult | undefined,
): Pick<Stop, 'host' | 'entered'> {
  const index = action ?? 0;
  const block = failed?.block ?? null;
  const host = block === null ? hostBefore(ctx, frame, step, index) : block.outcome.host;
  return { host, entered: block !== null && entersHost(ctx, frame, step, index, host) };
}

/** Makes ready for another try, as it was decided. */
function again(
  ctx: RunContext,
  state: State,
  tried: Tried,
  decision: Extract<Decision, { kind: 'retry' | 'check' | 'edited' | 'by-hand' }>,
): void {
  const { frame, followed, results, overruled } = state;
  const { step } = followed;
  switch (decision.kind) {
    case 'check':
      if (state.passed) state.from = step.actions.length;
      return;
    case 'by-hand':
      doneByHand(ctx, state, tried, decision.reason);
      return;
    case 'edited':
      state.followed = { written: followed.written, step: decision.step };
      state.frame = { ...frame, values: decision.values };
      break;
    case 'retry':
      break;
    default:
      decision satisfies never;
  }
  state.from = tried.action ?? 0;
  overruled.clear();
  for (const index of results.keys()) if (index >= state.from) results.delete(index);
  for (let index = state.from; index < step.actions.length; index++)
    ctx.settled.delete(key(frame.id, step.ref, index));
}

/** The operator vouches for what failed. What a machine found against it stays unverified. */
function doneByHand(ctx: RunContext, state: State, tried: Tried, reason: string): void {
  const { frame, followed, results, overruled } = state;
  const { step } = followed;
  const by = ctx.settings.operatorName;
  if (tried.action === null) return;
  const place = key(frame.id, step.ref, tried.action);
  if (tried.criterion === null) {
    deviate(ctx, frame, step.ref, 'by-hand', { action: tried.action, reason });
    const evidence = ctx.words.block.byHand(by, reason);
    const result = { verdict: 'passed', evidence, by, block: null } as const;
    results.set(tried.action, result);
    recordAction(ctx, frame, followed, tried.action, result);
    ctx.settled.delete(place);
    state.from = tried.action + 1;
    return;
  }
  const criterion = step.criteria[tried.criterion]!;
  const denied = tried.result!.by !== null;
  const settled: Settled = denied
    ? { verdict: 'passed', evidence: ctx.words.block.byHand(by, reason), by }
    : {
        verdict: 'unverified',
        evidence: ctx.words.step.checkSaysNo(tried.result!.evidence, by, reason),
        by,
      };
  deviate(ctx, frame, step.ref, 'by-hand', { reason: `${criterion.text}: ${reason}` });
  overruled.set(tried.criterion, settled);
  recordCriterion(ctx, frame, step.ref, tried.criterion, criterion, settled);
  state.from = step.actions.length;
}
