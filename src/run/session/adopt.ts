/** A block of a runner that has died, taken over: its end is waited for, and what it came to is read from its files. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SessionWords, saysOf } from '../words/en-session.ts';
import type { Attempt, AttemptOptions, Block } from './attempt.ts';
import { readEvents } from './events.ts';
import type { Ending, Outcome } from './outcome.ts';
import { endTree, isAlive, type ProcessInfo, treeOf } from './processes.ts';
import { readOutcome } from './read-outcome.ts';

const PAUSE = 200;

/** The process that a block on this machine began as: it leads a session of its own. `null`: it has ended. */
export function leaderOf(cookie: string): ProcessInfo | null {
  const leaders = treeOf(cookie, null).filter(({ pid, session }) => pid === session);
  leaders.sort((a, b) => Number(a.startTime) - Number(b.startTime));
  return leaders[0] ?? null;
}

/** `startedAt`: milliseconds since the epoch. `grace`: milliseconds between TERM and KILL. */
export async function adoptAttempt(
  block: Block,
  attempt: Attempt,
  startedAt: number,
  grace: number,
  { interrupt, kill }: AttemptOptions,
): Promise<Outcome> {
  const leader = leaderOf(attempt.cookie);
  const until = block.timeout === null ? Number.POSITIVE_INFINITY : startedAt + block.timeout;
  let ending: Ending | null = null;
  let left: number[] = [];
  while (leader !== null && isAlive(leader.pid, leader.startTime)) {
    if (interrupt?.aborted === true) ending = { kind: 'interrupted' };
    else if (Date.now() >= until) ending = { kind: 'timed-out', after: block.timeout ?? 0 };
    if (ending !== null) {
      left = await endTree(attempt.cookie, leader.pid, grace, kill);
      break;
    }
    await sleep(PAUSE, undefined, { signal: interrupt }).catch(() => {});
  }
  const file = join(attempt.directory, block.document);
  const outcome = await readOutcome(
    block,
    attempt,
    ending ?? (await endedAs(attempt, file, saysOf(block))),
    file,
  );
  const stubborn = left.length > 0 ? [saysOf(block).stubborn(left.join(', '))] : [];
  return {
    ...outcome,
    state: null,
    notes: [...outcome.notes, ...stubborn],
    milliseconds: Math.max(0, Date.now() - startedAt),
  };
}

async function endedAs({ directory }: Attempt, file: string, say: SessionWords): Promise<Ending> {
  const { finish, exit } = readEvents(join(directory, 'events'), file);
  // A shell that a signal ends says so, too: as if it had left with whatever came last.
  const ended = finish?.how === 'exit' && finish.status === 0 && exit === null;
  if (finish !== null && !ended) return { kind: 'exited', status: finish.status };
  return { kind: 'lost', reason: say.unwatched };
}
