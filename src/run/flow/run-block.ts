/** Runs one block of a step: gate, attempts, journal, verdict. */

import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Criterion, RunAction, ScriptAction, Step } from '../../model/index.ts';
import { unfit } from '../../text/shell-quote.ts';
import { key } from '../journal/resume.ts';
import { judgeBlock } from '../judge/judge.ts';
import { StopRun } from '../operator/operator.ts';
import { contentHash } from '../plan/content-hash.ts';
import { interactiveCommand } from '../plan/gates.ts';
import { fillHoles } from '../plan/holes.ts';
import { hostProblem, movesBehind } from '../plan/hosts.ts';
import { splitBlock } from '../plan/split.ts';
import type { Block } from '../session/attempt.ts';
import { readEvents } from '../session/events.ts';
import { readOutcome } from '../session/read-outcome.ts';
import { remoteDirectory } from '../session/remote/bundle.ts';
import { startBackground } from './background.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { endBackgroundAt } from './end-background.ts';
import { passBlock } from './gate.ts';
import { visitsBefore } from './hosts.ts';
import { settleLacking } from './lacking.ts';
import { runParts } from './run-parts.ts';

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
  const visits = visitsBefore(ctx, frame, step, index);
  const split = splitBlock(filled.text, visits, ctx.settings.hosts);
  const { parts, problems } = split;
  if (problems.length > 0) {
    const evidence = hostProblem(problems[0]!, step.ref, action, ctx.words);
    return { verdict: 'failed', evidence, by: null, block: null };
  }
  if (movesBehind({ code: filled.text, expects: action.expects }, visits, split)) {
    const where = ctx.words.problems.where(step.ref, action.codeSpan.line);
    const evidence = ctx.words.background.moves(where);
    return { verdict: 'failed', evidence, by: null, block: null };
  }
  const hosts = parts.map(({ host }) => host);
  const lacking = await settleLacking(ctx, frame, step.ref, hosts, filled.text);
  if (lacking !== null) return lacking;
  screen.lead(action.lead);
  screen.code(filled.text);
  if (parts.some(({ host }) => host !== null)) {
    const { here, on } = ctx.words.hosts;
    screen.note(on(parts.map(({ host }) => host ?? here).join(', ')));
  }
  if (!(await passBlock(ctx, frame, step, action, filled.text))) {
    const evidence = ctx.words.block.notAllowed(ctx.settings.operatorName);
    return { verdict: 'failed', evidence, by: null, block: null, refused: true };
  }
  const block = blockFor(ctx, frame, step, index, filled.text);
  const attempts = 1 + action.expects.retry;
  for (let attempt = 1; ; attempt++) {
    const result = await runParts(ctx, frame, labelOf(step), block, parts, (own, part) =>
      attemptBlock(ctx, frame, step, index, own, { part }),
    );
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
  return attemptBlock(ctx, frame, step, index, block, { keepsState: false });
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
  const { directory, cookie, host = null, part, code } = open.started;
  // Of a block in several parts those behind it did not run.
  if (part !== undefined && part.number < part.of) return null;
  const there = host === null ? directory : remoteDirectory(cookie);
  const file = join(there, basename(frame.procedure.source.path));
  const events = readEvents(join(directory, 'events'), file);
  if (events.finish === null || events.ownTrap) return null;
  const block = blockFor(ctx, frame, step, index, code ?? action.code);
  const ending = { kind: 'exited', status: events.finish.status } as const;
  const read = await readOutcome(block, { directory, cookie }, ending, file);
  const state = open.started.background === undefined ? read.state : null;
  const outcome = { ...read, host, state };
  const judged = judgeBlock(action.expects, outcome, ctx.words.judge);
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
    say: ctx.words.session,
    searches: [
      ...action.expects.searches,
      ...checks.flatMap((check) => (check.kind === 'no-match' ? check.searches : [])),
    ],
    watch: checks.flatMap((check) => (check.kind === 'command' ? [check] : [])),
    accept: action.expects.exit,
    timeout: action.expects.timeout ?? (isBackground(action) ? null : ctx.settings.timeout),
    interactive:
      !isBackground(action) &&
      ctx.operator.attended &&
      interactiveCommand(action, ctx.words) !== null,
  };
}

/** A listed script is waited for: nothing in the document builds on it. */
function isBackground({ kind, expects }: RunAction | ScriptAction): boolean {
  return kind === 'run' && expects.background;
}

async function attemptBlock(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
  block: Block,
  { keepsState = true, part }: AttemptKind = {},
): Promise<ActionResult> {
  const { journal, session, screen, interrupts } = ctx;
  const action = step.actions[index] as RunAction | ScriptAction;
  const place = key(frame.id, step.ref, index);
  await endBackgroundAt(ctx, place);
  const attempt = await session.prepare(labelOf(step));
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
    host: block.host,
    ...(part === undefined ? {} : { part }),
    ...(isBackground(action)
      ? {
          background: {
            document: block.document,
            accept: [...block.accept],
            timeout: block.timeout,
          },
        }
      : {}),
  });
  ctx.started.add(frame.id);
  const startedAt = Date.now();
  const { events } = ctx;
  const onLine = (stream: 'stdout' | 'stderr', line: string): void =>
    events?.output({ frame: frame.id, ref: step.ref, action: index, stream, line });
  // Without a listener nobody needs each line of a long output.
  const live = block.interactive
    ? null
    : screen.output(block.timeout, events === null ? undefined : onLine);
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
  const { accept, line } = block;
  const { cookie } = attempt;
  const start = () =>
    startBackground(
      ctx,
      place,
      { frame: frame.id, ref: step.ref, action: index, line, accept, cookie, host: block.host },
      block,
      attempt,
      { onOutput: (stream, bytes) => live?.take(stream, bytes) },
    );
  const outcome = isBackground(action)
    ? await start()
    : block.interactive
      ? await ctx.operator.lend(run)
      : await run();
  live?.end(attempt.directory);
  // It is neither passed nor failed: the journal keeps it open, and resuming asks its host.
  if (outcome.ending.kind === 'lost')
    throw new StopRun(4, ctx.words.hosts.lost(step.ref, outcome.ending.reason));
  const judged = judgeBlock({ exit: [...block.accept] }, outcome, ctx.words.judge);
  const result: ActionResult = {
    ...judged,
    by: null,
    block: { outcome, verdict: judged.verdict, startedAt, placed: block },
  };
  // Its end is journaled when it comes.
  if (outcome.ending.kind === 'running') return result;
  journal.append({
    event: 'block-ended',
    frame: frame.id,
    ref: step.ref,
    action: index,
    outcome,
    ...judged,
  });
  // Whatever follows could not be kept, and a state that is not whole must not be gone on with.
  if (outcome.cramped === true) throw new StopRun(4, ctx.words.run.full(attempt.directory));
  if (judged.verdict !== 'failed' && keepsState) session.commit(outcome);
  for (const note of outcome.notes) screen.note(note);
  return result;
}

interface AttemptKind {
  readonly keepsState?: boolean;
  /** Absent where the block has only one. */
  readonly part?: { readonly number: number; readonly of: number } | undefined;
}

function labelOf({ ref }: Step): string {
  return ref.replace(/[^\w.-]/g, '_');
}
