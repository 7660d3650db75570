/** Runs one step: its actions in order, then its criteria; at a failure the operator decides. */
import {
  type Criterion,
  combineVerdicts,
  type RunAction,
  type Step,
  type Verdict,
} from '../../model/index.ts';
import { key } from '../journal/resume.ts';
import { type JudgedBlock, judgeCheck } from '../judge/judge.ts';
import { type Choice, StopRun } from '../operator/operator.ts';
import { approvalIn } from '../plan/approvals.ts';
import { contentHash } from '../plan/content-hash.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Words } from '../words/words.ts';
import { settleApproval } from './approval.ts';
import type { ActionResult, Frame, RunContext, Settled } from './context.ts';
import { probeOf } from './probe.ts';
import { rollsBackAlone } from './rollback.ts';
import { actionName, runAction } from './run-action.ts';
import { recordedResult } from './run-block.ts';

export interface StepResult {
  readonly verdict: Verdict;
  /** It failed, and the operator went on. */
  readonly skippedAfterFailure: boolean;
}

/** `rollback`: runs the document's rollback flow; `null` where there is none. */
export async function runStep(
  ctx: RunContext,
  frame: Frame,
  planned: PlannedStep,
  rollback: (() => Promise<Verdict>) | null,
): Promise<StepResult> {
  const { step, hash } = planned;
  ctx.screen.step(planned);
  ctx.journal.append({
    event: 'step-started',
    frame: frame.id,
    ref: step.ref,
    title: step.title,
    hash,
    stage: planned.stage.number,
  });
  const results = new Map<number, ActionResult>();
  let from = 0;
  for (;;) {
    const tried = await tryStep(ctx, frame, step, from, results);
    if (tried.verdict !== 'failed') {
      end(ctx, frame, planned, tried.verdict, null);
      return { verdict: tried.verdict, skippedAfterFailure: false };
    }
    if (ctx.interrupts.pending && (ctx.interrupts.final || !ctx.operator.attended)) {
      throw new StopRun(130, ctx.words.step.interrupted(step.ref));
    }
    ctx.interrupts.clear();
    const decision = await atFailure(ctx, frame, step, rollback);
    if (decision.kind === 'skip') {
      end(ctx, frame, planned, 'skipped', decision.reason, true);
      return { verdict: 'skipped', skippedAfterFailure: true };
    }
    if (decision.kind === 'give-up') {
      end(ctx, frame, planned, 'failed', decision.reason);
      return { verdict: 'failed', skippedAfterFailure: false };
    }
    from = tried.failedAt;
    if (decision.kind === 'check') {
      from = step.actions.length;
    } else {
      for (const index of results.keys()) if (index >= from) results.delete(index);
      for (let index = from; index < step.actions.length; index++)
        ctx.settled.delete(key(frame.id, step.ref, index));
    }
  }
}

async function tryStep(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  from: number,
  results: Map<number, ActionResult>,
): Promise<{ verdict: Verdict; failedAt: number }> {
  for (let index = from; index < step.actions.length; index++) {
    const result = await settleAction(ctx, frame, step, index);
    if (result === null) continue;
    results.set(index, result);
    if (result.verdict === 'failed') return { verdict: 'failed', failedAt: index };
  }
  const verdicts = [...results.values()].map(({ verdict }) => verdict);
  for (const [index, criterion] of step.criteria.entries()) {
    const block = blockOf(criterion, results);
    const { verdict } = await settleCriterion(ctx, frame, step.ref, index, criterion, block);
    verdicts.push(verdict);
    if (verdict === 'failed') return { verdict, failedAt: criterion.action ?? firstBlock(step) };
  }
  if (verdicts.length === 0) return { verdict: await nothingToDo(ctx), failedAt: 0 };
  return { verdict: combineVerdicts(verdicts), failedAt: 0 };
}

/** A step that only shows something: whether it was followed only a person can say. */
async function nothingToDo(ctx: RunContext): Promise<Verdict> {
  const attestation = await ctx.operator.attest(ctx.words.attest.stepDone);
  return attestation.answer === 'yes'
    ? 'passed'
    : attestation.answer === 'no'
      ? 'failed'
      : 'unverified';
}

async function settleAction(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult | null> {
  const action = step.actions[index]!;
  const place = key(frame.id, step.ref, index);
  const hash = contentHash(action);
  const before = ctx.progress.actions.get(place);
  if (before !== undefined && before.hash === hash && ctx.settled.has(place)) {
    ctx.screen.judged(
      before.verdict,
      actionName(action, ctx.words),
      ctx.words.actions.earlier(before.evidence),
    );
    return {
      verdict: before.verdict,
      evidence: before.evidence,
      by: before.by,
      block: earlierBlock(ctx, place, step, index),
    };
  }
  let result: ActionResult | null | undefined =
    action.kind === 'run' && ctx.doubtful.delete(place)
      ? await settleDoubt(ctx, frame, step, index)
      : undefined;
  if (result === undefined) result = await runAction(ctx, frame, step, index);
  if (result === null) return null;
  const { verdict, evidence, by } = result;
  const state = result.block === null ? null : ctx.session.state;
  ctx.journal.append({
    event: 'action',
    frame: frame.id,
    ref: step.ref,
    action: index,
    hash,
    kind: action.kind,
    verdict,
    evidence,
    by,
    state,
  });
  ctx.screen.judged(verdict, actionName(action, ctx.words), evidence);
  return result;
}

/** A block that an earlier process started and did not see the end of: nothing is repeated without being asked. */
async function settleDoubt(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult | undefined> {
  const { screen, operator, journal, settings } = ctx;
  const say = ctx.words.doubt;
  const action = step.actions[index]!;
  const open = ctx.progress.open.get(key(frame.id, step.ref, index))!;
  if (open.ended !== null && open.ended.verdict !== 'failed') {
    // It ended and was judged: only the line that settles it was lost.
    const { outcome, verdict, evidence } = open.ended;
    ctx.session.commit(outcome);
    const placed = placedOf(step, index);
    return {
      verdict,
      evidence,
      by: null,
      block: { outcome, verdict, startedAt: Date.parse(open.started.at), placed },
    };
  }
  if (action.kind === 'run') screen.code(action.code);
  const recorded = await recordedResult(ctx, frame, step, index);
  const what =
    open.ended !== null
      ? say.failed(open.ended.evidence)
      : recorded !== null
        ? say.ended(recorded.evidence)
        : say.unknown;
  screen.warn(what);
  const choices: Choice[] = [
    ...(recorded === null ? [] : [{ key: 'a', label: say.accept }]),
    { key: 'r', label: say.again },
    { key: 'c', label: say.check },
    { key: 'k', label: say.skip },
    { key: 's', label: say.stop },
  ];
  const choice = await operator.choose(ctx.words.menu.whatNow, choices, settings.again ? 'r' : 's');
  const reason =
    choice === 'k' ? await operator.ask(ctx.words.menu.reason, { secret: false }) : null;
  journal.append({
    event: 'decision',
    frame: frame.id,
    ref: step.ref,
    choice: `doubt:${choice}`,
    reason,
  });
  switch (choice) {
    case 'a':
      if (recorded!.verdict !== 'failed') ctx.session.commit(recorded!.block!.outcome);
      return recorded!;
    case 'r':
      return undefined;
    case 'c':
      return {
        verdict: 'unverified',
        evidence: say.mayHaveRun,
        by: null,
        block: null,
      };
    case 'k':
      // What it did is not known, so nobody may take the step for passed.
      return {
        verdict: 'unverified',
        evidence: say.skipped(settings.operatorName, reason ?? ''),
        by: null,
        block: null,
      };
    default:
      ctx.doubtful.add(key(frame.id, step.ref, index));
      throw new StopRun(4, say.undecided(step.ref, action.span.line));
  }
}

/** Judges a criterion by its check, or by a person where there is none, or none that could be carried out. */
export async function settleCriterion(
  ctx: RunContext,
  frame: Frame,
  ref: string | null,
  index: number,
  criterion: Criterion,
  block: JudgedBlock | null,
): Promise<Settled> {
  let result: Settled = {
    verdict: 'unverified',
    evidence: ctx.words.attest.nobody,
    by: null,
  };
  if (criterion.check !== null) {
    result = { ...(await judgeCheck(criterion.check, block, probeOf(ctx, frame))), by: null };
  }
  const approval = criterion.check === null ? approvalIn(criterion.text, frame.procedure) : null;
  if (approval !== null) {
    result = await settleApproval(ctx, frame, ref, criterion.text, approval);
  } else if (result.verdict === 'unverified') {
    const why = criterion.check === null ? null : result.evidence;
    const attestation = await ctx.operator.attest(ctx.words.attest.holds(criterion.text, why));
    if (attestation.answer !== 'unknown') {
      const yes = attestation.answer === 'yes';
      result = {
        verdict: yes ? 'passed' : 'failed',
        evidence: (yes ? ctx.words.attest.by : ctx.words.attest.deniedBy)(attestation.by),
        by: attestation.by,
      };
    }
  }
  const { text, origin, rule } = criterion;
  ctx.journal.append({
    event: 'criterion',
    frame: frame.id,
    ref,
    index,
    text,
    origin,
    rule,
    ...result,
  });
  ctx.screen.criterion(criterion, result.verdict, how(criterion, result, ctx.words));
  return result;
}

function how(criterion: Criterion, result: Settled, { attest }: Words): string {
  if (result.by !== null || criterion.check === null) return result.evidence;
  return criterion.origin === 'inferred'
    ? attest.inferred(criterion.rule ?? '', result.evidence)
    : attest.declared(result.evidence);
}

type Decision =
  | { readonly kind: 'retry' | 'check' }
  | { readonly kind: 'skip' | 'give-up'; readonly reason: string };

async function atFailure(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  rollback: (() => Promise<Verdict>) | null,
): Promise<Decision> {
  const { operator, journal, screen } = ctx;
  const say = ctx.words.menu;
  const choices: Choice[] = [
    { key: 'r', label: say.retry },
    ...(step.criteria.length > 0 ? [{ key: 'c', label: say.check }] : []),
    { key: 'k', label: say.skip },
    ...(rollback === null ? [] : [{ key: 'b', label: say.rollback }]),
    { key: 's', label: say.stop },
    { key: 'f', label: say.fail },
  ];
  const alone = rollback !== null && rollsBackAlone(ctx, frame) ? 'b' : 'f';
  const choice = await operator.choose(say.stepFailed(step.ref), choices, alone);
  const reason =
    choice === 'k' ? await operator.ask(ctx.words.menu.reason, { secret: false }) : null;
  journal.append({
    event: 'decision',
    frame: frame.id,
    ref: step.ref,
    choice: `failure:${choice}`,
    reason,
    by: ctx.settings.operatorName,
  });
  switch (choice) {
    case 'r':
      return { kind: 'retry' };
    case 'c':
      return { kind: 'check' };
    case 'k':
      return { kind: 'skip', reason: ctx.words.step.afterFailure(reason ?? '') };
    case 'b': {
      const verdict = await rollback!();
      screen.note(ctx.words.step.rollbackEnded(verdict), 2);
      return { kind: 'give-up', reason: ctx.words.step.rolledBack(verdict) };
    }
    case 's':
      throw new StopRun(4, ctx.words.step.stopped(step.ref));
    default:
      return { kind: 'give-up', reason: ctx.words.step.endsHere };
  }
}

function end(
  ctx: RunContext,
  frame: Frame,
  { step, hash }: PlannedStep,
  verdict: Verdict,
  reason: string | null,
  deviated = false,
): void {
  ctx.journal.append({
    event: 'step-ended',
    frame: frame.id,
    ref: step.ref,
    hash,
    verdict,
    reason,
    deviated,
  });
  ctx.screen.stepEnded(step.ref, verdict, reason);
}

/** The block that a criterion speaks of: the one that it names, else the last of the step. */
function blockOf(
  criterion: Criterion,
  results: ReadonlyMap<number, ActionResult>,
): JudgedBlock | null {
  if (criterion.action !== null) return results.get(criterion.action)?.block ?? null;
  const blocks = [...results.values()].flatMap(({ block }) => (block === null ? [] : [block]));
  if (criterion.check?.kind === 'command') {
    const { line } = criterion.check;
    return (
      blocks.find(
        ({ placed }) => line >= placed.line && line < placed.line + placed.code.split('\n').length,
      ) ?? null
    );
  }
  return blocks.at(-1) ?? null;
}

function firstBlock(step: Step): number {
  return Math.max(
    0,
    step.actions.findIndex(({ kind }) => kind === 'run'),
  );
}

function earlierBlock(
  ctx: RunContext,
  place: string,
  step: Step,
  index: number,
): JudgedBlock | null {
  const block = ctx.progress.blocks.get(place);
  if (block === undefined || step.actions[index]!.kind !== 'run') return null;
  const { outcome, verdict } = block.ended;
  return {
    outcome,
    verdict,
    startedAt: block.startedAt,
    placed: placedOf(step, index),
  };
}

/** A block's text as the document has it: with its holes, which change no line. */
function placedOf(step: Step, index: number): JudgedBlock['placed'] {
  const action = step.actions[index] as RunAction;
  return { code: action.code, line: action.codeSpan.line };
}
