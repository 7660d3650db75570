/** Settles one action of a step: carries it out, unless an earlier process of this run did. */
import type { RunAction, Step } from '../../model/index.ts';
import { key } from '../journal/resume.ts';
import type { JudgedBlock } from '../judge/judge.ts';
import { contentHash } from '../plan/content-hash.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { settleDoubt } from './doubt.ts';
import { outcomeOfRunning } from './resume-background.ts';
import { actionName, runAction } from './run-action.ts';

/** A step as it is followed: the document's, or a copy of it in which a block was edited. */
export interface FollowedStep {
  readonly written: Step;
  readonly step: Step;
}

/** Whether an action is not what the document says. */
export function isEdited({ written, step }: FollowedStep, index: number): boolean {
  return (
    written !== step && contentHash(written.actions[index]!) !== contentHash(step.actions[index]!)
  );
}

/** `null`: the action is only shown. */
export async function settleAction(
  ctx: RunContext,
  frame: Frame,
  followed: FollowedStep,
  index: number,
): Promise<ActionResult | null> {
  const { written, step } = followed;
  const action = step.actions[index]!;
  const place = key(frame.id, step.ref, index);
  const before = ctx.progress.actions.get(place);
  const hash = contentHash(written.actions[index]!);
  if (before !== undefined && before.hash === hash && ctx.settled.has(place)) {
    const { verdict, evidence, by } = before;
    ctx.screen.judged(verdict, actionName(action, ctx.words), ctx.words.actions.earlier(evidence));
    // The lines that a criterion speaks of are the document's, not those of what was run in their place.
    const block = before.edited === true ? null : earlierBlock(ctx, place, step, index);
    return { verdict, evidence, by, block };
  }
  let result: ActionResult | null | undefined =
    action.kind === 'run' && ctx.doubtful.delete(place)
      ? await settleDoubt(ctx, frame, step, index)
      : undefined;
  if (result === undefined) result = await runAction(ctx, frame, step, index);
  if (result === null) return null;
  if (isEdited(followed, index)) {
    const evidence = ctx.words.block.edited(ctx.settings.operatorName, result.evidence);
    result = { ...result, evidence };
  }
  recordAction(ctx, frame, followed, index, result);
  return result;
}

/** Writes down and shows how an action was settled. */
export function recordAction(
  ctx: RunContext,
  frame: Frame,
  followed: FollowedStep,
  index: number,
  { verdict, evidence, by, block, edited }: ActionResult,
): void {
  const { written, step } = followed;
  const action = step.actions[index]!;
  ctx.journal.append({
    event: 'action',
    frame: frame.id,
    ref: step.ref,
    action: index,
    hash: contentHash(written.actions[index]!),
    kind: action.kind,
    verdict,
    evidence,
    by,
    state: block === null ? null : ctx.session.state,
    ...(block === null ? {} : { states: ctx.session.states }),
    ...(edited === true || isEdited(followed, index) ? { edited: true } : {}),
  });
  ctx.screen.judged(verdict, actionName(action, ctx.words), evidence);
}

function earlierBlock(
  ctx: RunContext,
  place: string,
  step: Step,
  index: number,
): JudgedBlock | null {
  const block = ctx.progress.blocks.get(place);
  const action = step.actions[index]!;
  if (action.kind !== 'run') return null;
  const background = ctx.progress.backgrounds.get(place);
  if (background !== undefined && block === undefined) {
    const { started, ended } = background;
    const outcome =
      ended?.outcome ?? outcomeOfRunning(started, ctx.backgrounds.get(place)?.leader ?? null);
    const startedAt = Date.parse(started.at);
    return { outcome, verdict: ended?.verdict ?? 'passed', startedAt, placed: placedOf(action) };
  }
  if (block === undefined) return null;
  const { outcome, verdict } = block.ended;
  return { outcome, verdict, startedAt: block.startedAt, placed: placedOf(action) };
}

/** A block's text as the document has it: with its holes, which change no line. */
export function placedOf({ code, codeSpan }: RunAction): JudgedBlock['placed'] {
  return { code, line: codeSpan.line };
}
