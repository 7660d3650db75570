/** Runs one block of a step: gate, attempts, journal, verdict. */

import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Criterion, RunAction, ScriptAction, Step } from '../../model/index.ts';
import { unfit } from '../../text/shell-quote.ts';
import { key } from '../journal/resume.ts';
import { judgeBlock } from '../judge/judge.ts';
import { contentHash } from '../plan/content-hash.ts';
import { interactiveCommand } from '../plan/gates.ts';
import { fillHoles } from '../plan/holes.ts';
import { remoteHosts, withoutMoves } from '../plan/hosts.ts';
import type { Block } from '../session/attempt.ts';
import { readEvents } from '../session/events.ts';
import { readOutcome } from '../session/read-outcome.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { passBlock } from './gate.ts';

export async function runBlock(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult> {
  const action = step.actions[index] as RunAction;
  const { screen } = ctx;
  const filled = fillHoles(action.code, action.holes, frame.values);
  const wrong = action.holes
    .map((hole) => unfit(frame.values.get(hole.parameter) ?? '', hole.quoting))
    .find((each) => each !== null);
  if (filled.open.length > 0 || wrong !== undefined) {
    const evidence = wrong ?? ctx.words.block.noValue(filled.open.join(', '));
    return { verdict: 'failed', evidence, by: null, block: null };
  }
  const hosts = remoteHosts(action);
  const foreign = hosts.find((host) => !ctx.settings.localHosts.has(host));
  if (foreign !== undefined) {
    return {
      verdict: 'failed',
      evidence: ctx.words.block.elsewhere(foreign),
      by: null,
      block: null,
    };
  }
  const code = hosts.length > 0 ? withoutMoves(action, filled.text) : filled.text;
  screen.lead(action.lead);
  screen.code(filled.text);
  if (!(await passBlock(ctx, frame, step, action, filled.text))) {
    const evidence = ctx.words.block.notAllowed(ctx.settings.operatorName);
    return { verdict: 'failed', evidence, by: null, block: null, refused: true };
  }
  const block = blockFor(ctx, frame, step, index, code);
  const attempts = 1 + action.expects.retry;
  for (let attempt = 1; ; attempt++) {
    const result = await attemptBlock(ctx, frame, step, index, block);
    const ended = result.block!.outcome.ending.kind;
    if (result.verdict !== 'failed' || attempt >= attempts || ended === 'interrupted')
      return result;
    screen.note(ctx.words.block.attempt(attempt, attempts, result.evidence));
    await sleep(action.expects.every);
  }
}

/** Runs a listed script as a process of its own, where the operator wants it: the session does not change. */
export async function runScript(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult> {
  const action = step.actions[index] as ScriptAction;
  const name = action.path === null ? ctx.words.block.thisScript : action.path;
  const skipped: ActionResult = {
    verdict: 'skipped',
    evidence: ctx.words.block.notAsked(name),
    by: null,
    block: null,
  };
  if (
    !ctx.operator.attended ||
    action.holes.length > 0 ||
    action.host !== null ||
    action.syntaxError !== null
  )
    return skipped;
  ctx.screen.code(action.code);
  if (!(await ctx.operator.confirm(ctx.words.block.listing(name)))) return skipped;
  const block = blockFor(ctx, frame, step, index, action.code);
  return attemptBlock(ctx, frame, step, index, block, false);
}

/** What an earlier process may have done, when its block had ended before or after its death; `null`: unknown. */
export async function recordedResult(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult | null> {
  const action = step.actions[index] as RunAction;
  const open = ctx.progress.open.get(key(frame.id, step.ref, index));
  if (open === undefined || open.ended !== null) return null;
  const { directory, cookie } = open.started;
  const file = join(directory, basename(frame.procedure.source.path));
  const events = await readEvents(join(directory, 'events'), file);
  if (events.finish === null || events.ownTrap) return null;
  const block = blockFor(ctx, frame, step, index, action.code);
  const outcome = await readOutcome(
    block,
    { directory, cookie },
    { kind: 'exited', status: events.finish.status },
  );
  const judged = judgeBlock(action.expects, outcome);
  const startedAt = Date.parse(open.started.at);
  return {
    ...judged,
    by: null,
    block: { outcome, verdict: judged.verdict, startedAt, placed: block },
  };
}

/** The block of an action, as the session takes it. */
export function blockFor(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
  code: string,
): Block {
  const action = step.actions[index] as RunAction | ScriptAction;
  const checks = step.criteria.flatMap(({ check, action: of }: Criterion) =>
    check === null || (of !== null && of !== index) ? [] : [check],
  );
  return {
    code,
    line: action.codeSpan.line,
    document: basename(frame.procedure.source.path),
    host: null,
    searches: [
      ...action.expects.searches,
      ...checks.flatMap((check) => (check.kind === 'no-match' ? check.searches : [])),
    ],
    watch: checks.flatMap((check) => (check.kind === 'command' ? [check] : [])),
    accept: action.expects.exit,
    timeout: action.expects.timeout ?? ctx.settings.timeout,
    interactive: ctx.operator.attended && interactiveCommand(action) !== null,
  };
}

async function attemptBlock(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
  block: Block,
  keepsState = true,
): Promise<ActionResult> {
  const { journal, session, screen, interrupts } = ctx;
  const action = step.actions[index] as RunAction | ScriptAction;
  const attempt = await session.prepare(step.ref.replace(/[^\w.-]/g, '_'));
  journal.append({
    event: 'block-started',
    frame: frame.id,
    ref: step.ref,
    action: index,
    hash: contentHash(action),
    line: block.line,
    directory: attempt.directory,
    cookie: attempt.cookie,
    code: block.code,
    host: action.host,
  });
  ctx.started.add(frame.id);
  const startedAt = Date.now();
  const live = block.interactive
    ? null
    : screen.output(block.timeout, (stream, line) =>
        ctx.events?.output({ frame: frame.id, ref: step.ref, action: index, stream, line }),
      );
  if (block.interactive) screen.note(ctx.words.screen.hasTerminal);
  const run = () =>
    interrupts.during(
      ({ interrupt, kill }) =>
        session.run(block, attempt, {
          interrupt,
          kill,
          onOutput: (stream, bytes) => live?.take(stream, bytes),
        }),
      block.interactive,
    );
  const outcome = block.interactive ? await ctx.operator.lend(run) : await run();
  live?.end(attempt.directory);
  const judged = judgeBlock(action.expects, outcome);
  journal.append({
    event: 'block-ended',
    frame: frame.id,
    ref: step.ref,
    action: index,
    outcome,
    ...judged,
  });
  if (judged.verdict !== 'failed' && keepsState) session.commit(outcome);
  for (const note of outcome.notes) screen.note(note);
  return {
    ...judged,
    by: null,
    block: { outcome, verdict: judged.verdict, startedAt, placed: block },
  };
}
