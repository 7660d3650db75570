/**
 * Blocks in the background: started, seen to run, and left to run until the run ends. What a block
 * comes to later is noticed after each step and at the end, and counts for the run.
 */
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Verdict } from '../../model/index.ts';
import type { JournalRecord } from '../journal/record.ts';
import { judgeBlock } from '../judge/judge.ts';
import { type Judgement, passed, unverified } from '../judge/judgement.ts';
import { adoptAttempt, leaderOf } from '../session/adopt.ts';
import type { Attempt, AttemptOptions, Block } from '../session/attempt.ts';
import { NOTHING, type Outcome } from '../session/outcome.ts';
import { endTree, isAlive, type ProcessInfo, processInfo } from '../session/processes.ts';
import type { RunContext } from './context.ts';

/** One block in the background, by the place of its action. */
export interface Background {
  readonly frame: string;
  readonly ref: string | null;
  readonly action: number;
  readonly line: number;
  readonly cookie: string;
  /** Exit statuses that count as success. */
  readonly accept: readonly number[];
  /** The process that it began as; `null`: not known. */
  readonly leader: ProcessInfo | null;
  /** Settles when it has ended. */
  readonly done: Promise<unknown>;
  /** What it came to; `null`: it has not been seen to end. */
  outcome: Outcome | null;
  /** As journaled; `null`: it still runs, or nobody was told. */
  judged: Judgement | null;
  /** Asks its whole tree to end, and kills it. */
  readonly stop: AbortController;
  readonly kill: AbortController;
}

type Place = Pick<Background, 'frame' | 'ref' | 'action' | 'line' | 'accept' | 'cookie'>;
type Started = Extract<JournalRecord, { event: 'block-started' }>;

/** Milliseconds in which a block that cannot start shows it. */
const MOMENT = 1000;
const GRACE = 5000;

/** Starts a block and watches it for a moment: how it ended in that, or that it runs. */
export async function startBackground(
  ctx: RunContext,
  key: string,
  place: Place,
  block: Block,
  attempt: Attempt,
  { onOutput }: AttemptOptions,
): Promise<Outcome> {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const began = Promise.withResolvers<number | null>();
  let shown: AttemptOptions['onOutput'] = onOutput;
  const running = ctx.session.run(block, attempt, {
    interrupt: stop.signal,
    kill: kill.signal,
    onStart: began.resolve,
    onOutput: (stream, bytes) => shown?.(stream, bytes),
  });
  const first = await ctx.interrupts.during(async (signals) => {
    const quiet = new AbortController();
    const interrupt = () => stop.abort();
    const hurry = () => kill.abort();
    signals.interrupt.addEventListener('abort', interrupt, { once: true });
    signals.kill.addEventListener('abort', hurry, { once: true });
    if (signals.interrupt.aborted) interrupt();
    await Promise.race([running, began.promise]);
    const moment = sleep(MOMENT, null, { signal: quiet.signal }).catch(() => null);
    let ended = await Promise.race([running, moment]);
    quiet.abort();
    if (ended === null && stop.signal.aborted) ended = await running;
    signals.interrupt.removeEventListener('abort', interrupt);
    signals.kill.removeEventListener('abort', hurry);
    return ended;
  });
  shown = undefined;
  if (first !== null) return { ...first, state: null };
  const pid = await began.promise;
  const leader = pid === null ? null : processInfo(pid);
  // It has ended just now, and is about to say how.
  if (leader?.state === 'Z' || (leader === null && processInfo(process.pid) !== null))
    return { ...(await running), state: null };
  keep(ctx, key, place, leader, { stop, kill }, running);
  const ending = { kind: 'running', pid, after: MOMENT } as const;
  return { ...NOTHING, ending };
}

/** What blocks came to that have ended since: journaled and said at once. */
export function reportBackgrounds(ctx: RunContext): void {
  for (const each of ctx.backgrounds.values()) {
    if (each.judged !== null || each.outcome === null) continue;
    const judged = judgeEnd(ctx, each, each.outcome);
    settle(ctx, each, each.outcome, judged);
    const { line, ref } = each;
    const text = ctx.words.background.ended(line, ref ?? '', judged.evidence);
    if (judged.verdict === 'passed') ctx.screen.note(text, 2);
    else ctx.screen.warn(text, 2);
  }
}

/**
 * Ends what still runs, each with all that it started.
 * @returns how those were judged that did not run until then, with what a person should know of them
 */
export async function endBackgrounds(
  ctx: RunContext,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly remarks: readonly string[] }> {
  const all = [...ctx.backgrounds.values()];
  await end(ctx, all);
  const bad = all.flatMap(({ line, ref, judged }) =>
    judged === null || judged.verdict === 'passed' ? [] : [{ line, ref, ...judged }],
  );
  return {
    verdicts: bad.map(({ verdict }) => verdict),
    remarks: bad.map(({ line, ref, evidence }) =>
      ctx.words.background.ended(line, ref ?? '', evidence),
    ),
  };
}

/** Ends the one that an earlier attempt at an action started: it is started again. */
export async function endBackgroundAt(ctx: RunContext, key: string): Promise<void> {
  const before = ctx.backgrounds.get(key);
  if (before === undefined) return;
  await end(ctx, [before]);
  ctx.backgrounds.delete(key);
}

/** Blocks that an earlier process of this run started: watched on where they live, never started again unasked. */
export async function resumeBackgrounds(ctx: RunContext): Promise<void> {
  const say = ctx.words.background;
  for (const [key, { started, ended }] of ctx.progress.backgrounds) {
    const { frame, ref, action, line, cookie, directory, code = '', background } = started;
    if (background === undefined) continue;
    const place = { frame, ref, action, line, accept: background.accept, cookie };
    const wasSettled = ctx.progress.actions.has(key);
    const leader = ended === null ? leaderOf(cookie) : null;
    if (ended !== null) {
      const { verdict, evidence, outcome } = ended;
      if (wasSettled && outcome.ending.kind === 'interrupted')
        ctx.screen.warn(say.wasEnded(line, ref ?? ''), 0);
      if (wasSettled) remember(ctx, key, place, outcome, { verdict, evidence });
      continue;
    }
    // Of one that was never settled and has ended, what it came to is settled with its step.
    if (leader === null && !wasSettled) continue;
    const [stop, kill] = [new AbortController(), new AbortController()];
    const block = { ...BLOCK, ...background, code, line };
    const running = adoptAttempt(block, { directory, cookie }, Date.parse(started.at), GRACE, {
      interrupt: stop.signal,
      kill: kill.signal,
    });
    keep(ctx, key, place, leader, { stop, kill }, running);
    if (leader === null) await running;
    else ctx.screen.note(say.goesOn(line, ref ?? '', started.at), 0);
  }
  reportBackgrounds(ctx);
}

/** What of a block an earlier process left running; `null`: nothing. */
export function runningStill(ctx: RunContext, key: string): Outcome | null {
  const found = ctx.backgrounds.get(key);
  if (found === undefined || found.outcome !== null) return null;
  const started = ctx.progress.backgrounds.get(key)?.started;
  return started === undefined ? null : outcomeOfRunning(started, found.leader);
}

/** A block that was running in the background, as criteria are judged by it. */
export function outcomeOfRunning({ at }: Started, leader: ProcessInfo | null): Outcome {
  const after = Math.max(0, Date.now() - Date.parse(at));
  return { ...NOTHING, ending: { kind: 'running', pid: leader?.pid ?? null, after } };
}

const BLOCK = { host: null, searches: [], watch: [], interactive: false } as const;

function keep(
  ctx: RunContext,
  key: string,
  place: Place,
  leader: ProcessInfo | null,
  controls: Pick<Background, 'stop' | 'kill'>,
  running: Promise<Outcome>,
): void {
  const done = running.then(
    (outcome) => {
      background.outcome = outcome;
    },
    (error: unknown) => {
      const ending = { kind: 'lost', reason: (error as Error).message } as const;
      background.outcome = { ...NOTHING, ending };
    },
  );
  const background: Background = {
    ...place,
    ...controls,
    leader,
    done,
    outcome: null,
    judged: null,
  };
  ctx.backgrounds.set(key, background);
}

function remember(
  ctx: RunContext,
  key: string,
  place: Place,
  outcome: Outcome,
  judged: Judgement,
): void {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const done = Promise.resolve();
  ctx.backgrounds.set(key, { ...place, leader: null, done, outcome, judged, stop, kill });
}

async function end(ctx: RunContext, all: readonly Background[]): Promise<void> {
  const running = all.filter(({ outcome }) => outcome === null);
  for (const { leader, stop } of running) {
    // One that has ended just now by itself was not ended by the run.
    if (leader === null || isAlive(leader.pid, leader.startTime)) stop.abort();
  }
  await ctx.interrupts.during(async (signals) => {
    const hurry = () => {
      for (const { kill } of running) kill.abort();
    };
    signals.kill.addEventListener('abort', hurry, { once: true });
    await Promise.all(running.map(({ done }) => done));
    // What outlives its shell stays only where that ended well, as after any other block.
    const strays = all.filter(({ outcome }) => !endedWell(outcome));
    await Promise.all(strays.map(({ cookie }) => endTree(cookie, null, GRACE, signals.kill)));
  });
  reportBackgrounds(ctx);
}

function endedWell(outcome: Outcome | null): boolean {
  return outcome?.ending.kind === 'exited' && outcome.ending.status === 0;
}

function settle(
  ctx: RunContext,
  background: Background,
  outcome: Outcome,
  judged: Judgement,
): void {
  const { frame, ref, action } = background;
  background.judged = judged;
  ctx.journal.append({
    event: 'block-ended',
    frame,
    ref,
    action,
    outcome: { ...outcome, state: null },
    ...judged,
  });
}

function judgeEnd({ words }: RunContext, { accept }: Background, outcome: Outcome): Judgement {
  const say = words.background;
  const { ending } = outcome;
  switch (ending.kind) {
    case 'interrupted':
      return passed(say.byRun);
    case 'timed-out':
      return unverified(say.timedOut(ending.after / 1000));
    case 'signalled': {
      // Where a step asks it to end with `kill`, and the document says so.
      const status = 128 + (constants.signals[ending.signal as NodeJS.Signals] ?? 128);
      if (accept.includes(status)) return passed(words.judge.asItMay(status));
      return judgeBlock({ exit: [...accept] }, outcome, words.judge);
    }
    case 'lost':
      return unverified(say.unseen);
    default:
      return judgeBlock({ exit: [...accept] }, outcome, words.judge);
  }
}
