/** A block on a host of a runner that has died, taken over: its host is asked for what it prints and how it ends. */
import { join } from 'node:path';
import type { Attempt, AttemptOptions, Block } from '../attempt.ts';
import type { Outcome } from '../outcome.ts';
import { readOutcome } from '../read-outcome.ts';
import { untilEnded } from '../until-ended.ts';
import { resumeAttempt } from './attempt.ts';
import { remoteDirectory } from './bundle.ts';
import type { Connection } from './connection.ts';

/** `startedAt`: milliseconds since the epoch. `grace`: milliseconds between TERM and KILL. */
export async function adoptRemote(
  connection: Connection,
  block: Block,
  attempt: Attempt,
  startedAt: number,
  grace: number,
  options: AttemptOptions,
): Promise<Outcome> {
  const left = block.timeout === null ? null : startedAt + block.timeout - Date.now();
  const running = resumeAttempt(connection, attempt, () => {});
  const time = left === null ? null : Math.max(0, left);
  const { ending, notes } = await untilEnded(running, time, grace, options);
  const file = join(remoteDirectory(attempt.cookie), block.document);
  const outcome = await readOutcome(block, attempt, ending, file);
  return {
    ...outcome,
    ending: ending.kind === 'timed-out' ? { ...ending, after: block.timeout ?? 0 } : outcome.ending,
    host: connection.host,
    state: null,
    notes: [...outcome.notes, ...notes],
    milliseconds: Math.max(0, Date.now() - startedAt),
  };
}
