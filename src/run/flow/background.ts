/**
 * Blocks in the background: started, seen to run, and left to run until the run ends. What a block
 * comes to later is noticed after each step and at the end, and counts for the run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Judgement } from '../judge/judgement.ts';
import type { Attempt, AttemptOptions, Block } from '../session/attempt.ts';
import { NOTHING, type Outcome } from '../session/outcome.ts';
import { type ProcessInfo, processInfo } from '../session/processes.ts';
import { lifeOf } from './background-life.ts';
import type { RunContext } from './context.ts';

/** One block in the background, by the place of its action. */
export interface Background {
  readonly frame: string;
  readonly ref: string | null;
  readonly action: number;
  readonly line: number;
  readonly cookie: string;
  /** Where it runs; `null`: on this machine. */
  readonly host: string | null;
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
  /** The run ended it when it stopped, and went on without it. */
  readonly missed: boolean;
  /** Asks its whole tree to end, and kills it. */
  readonly stop: AbortController;
  readonly kill: AbortController;
}

export type Place = Pick<
  Background,
  'frame' | 'ref' | 'action' | 'line' | 'accept' | 'cookie' | 'host'
>;

/** Milliseconds in which a block that cannot start shows it. */
const MOMENT = 1000;

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
    leavesState: false,
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
    // What is seen of a block elsewhere its host says: the connection may be gone.
    const asks = ended === null && !stop.signal.aborted && place.host !== null;
    const life = asks
      ? await Promise.race([running, lifeOf(ctx, { ...place, leader: null })])
      : null;
    if (stop.signal.aborted || (life !== null && life !== 'running')) ended ??= await running;
    signals.interrupt.removeEventListener('abort', interrupt);
    signals.kill.removeEventListener('abort', hurry);
    return ended;
  });
  shown = undefined;
  if (first !== null) return { ...first, state: null };
  const pid = await began.promise;
  const leader = pid === null ? null : processInfo(pid);
  // It has ended just now, and is about to say how.
  const isGone = leader === null && place.host === null && processInfo(process.pid) !== null;
  if (leader?.state === 'Z' || isGone) return { ...(await running), state: null };
  keep(ctx, key, place, leader, { stop, kill }, running);
  const ending = { kind: 'running', pid, after: MOMENT } as const;
  return { ...NOTHING, host: place.host, ending };
}

/** Remembers a block that runs, until it has ended. */
export function keep(
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
    missed: false,
  };
  ctx.backgrounds.set(key, background);
}
