/** A block of which an earlier process did not see the end: what it came to, or what the operator decides. */
import type { RunAction, Step } from '../../model/index.ts';
import { key } from '../journal/resume.ts';
import { judgeBlock } from '../judge/judge.ts';
import { type Choice, StopRun } from '../operator/operator.ts';
import { contentHash } from '../plan/content-hash.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { askReason, handOver } from './deviations.ts';
import { runningStill, wasEndedByRun } from './resume-background.ts';
import { recordedResult } from './run-block.ts';
import { placedOf } from './settle-action.ts';

/** A block that an earlier process started and did not see the end of: nothing is repeated without being asked. */
export async function settleDoubt(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult | undefined> {
  const { screen, operator, journal, settings } = ctx;
  const say = ctx.words.doubt;
  const action = step.actions[index]!;
  const place = key(frame.id, step.ref, index);
  const open = ctx.progress.open.get(place)!;
  const running = runningStill(ctx, place);
  if (running !== null && action.kind === 'run') {
    const judged = judgeBlock(action.expects, running, ctx.words.judge);
    const startedAt = Date.parse(open.started.at);
    const block = {
      outcome: running,
      verdict: judged.verdict,
      startedAt,
      placed: placedOf(action),
    };
    return { ...judged, by: null, block };
  }
  const isMissed =
    open.started.background !== undefined && open.ended !== null && wasEndedByRun(open.ended);
  if (open.ended !== null && open.ended.verdict !== 'failed' && !isMissed) {
    // It ended and was judged: only the line that settles it was lost.
    const { outcome, verdict, evidence } = open.ended;
    ctx.session.commit(outcome);
    if (open.started.hash !== contentHash(action)) {
      const edited = ctx.words.block.edited(settings.operatorName, evidence);
      return { verdict, evidence: edited, by: null, block: null, edited: true };
    }
    const placed = placedOf(step.actions[index] as RunAction);
    return {
      verdict,
      evidence,
      by: null,
      block: { outcome, verdict, startedAt: Date.parse(open.started.at), placed },
    };
  }
  if (action.kind === 'run') screen.code(action.code);
  const isOther = open.started.hash !== contentHash(action);
  if (isOther) screen.warn(say.edited);
  const recorded = isOther ? null : await recordedResult(ctx, frame, step, index);
  const what = isMissed
    ? ctx.words.background.wasStopped
    : open.ended !== null
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
    { key: 'h', label: ctx.words.menu.handOver },
    { key: 's', label: say.stop },
  ];
  // What lies on disk proves how it ended; --again is for what nobody can know.
  const unasked = recorded?.verdict === 'passed' ? 'a' : settings.again ? 'r' : 's';
  const choice = await operator.choose(ctx.words.menu.whatNow, choices, unasked);
  const reason = choice === 'k' ? await askReason(ctx) : null;
  if (choice === 'h' || choice === 's') ctx.doubtful.add(place);
  if (choice === 'h') return handOver(ctx, frame, step.ref);
  journal.append({
    event: 'decision',
    frame: frame.id,
    ref: step.ref,
    choice: `doubt:${choice}`,
    reason,
    by: settings.operatorName,
  });
  switch (choice) {
    case 'a':
      adopt(ctx, frame, step, index, recorded!);
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
      throw new StopRun(4, say.undecided(step.ref, action.span.line));
  }
}

/** A block that ended while nobody was looking, as if somebody had been. */
function adopt(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
  { verdict, evidence, block }: ActionResult,
): void {
  const { outcome } = block!;
  ctx.journal.append({
    event: 'block-ended',
    frame: frame.id,
    ref: step.ref,
    action: index,
    outcome,
    verdict,
    evidence,
  });
  if (verdict !== 'failed') ctx.session.commit(outcome);
}
