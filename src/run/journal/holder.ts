/** Who holds a lock, where and at which step: read from the holder's own journal. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { RunRefused } from '../refusal.ts';
import type { Words } from '../words/words.ts';
import { type Holder, locksOf } from './lock.ts';
import { lifeOf } from './machine.ts';
import type { JournalRecord } from './record.ts';
import { readRun } from './store.ts';
import { oneId } from './verify.ts';

/** Locks lie beside the folder of the runs. */
export function locksDirectory(runs: string): string {
  return join(runs, '..', 'locks');
}

/** The refusal of a run whose procedure somebody else runs. */
export function heldBy(
  runs: string,
  procedure: string,
  { holder, target }: { readonly holder: Holder | null; readonly target: string },
  { lock: say }: Words,
): RunRefused {
  if (holder === null) return new RunRefused(75, say.starting(procedure, target));
  const { run, operator = 'unknown', pid, host, terminal = null, at } = holder;
  const step = stepOf(runs, run);
  return new RunRefused(
    75,
    [
      say.held(procedure, target, run),
      `  ${say.who(operator, pid, host, terminal)}, ${say.since(at)}`,
      `  ${step === null ? say.noStep : say.step(step.ref, step.title, step.at)}`,
      ...(lifeOf(holder) === 'unknown' ? [say.unknown(host, run)] : [say.target]),
    ].join('\n'),
  );
}

export interface Unlocked {
  readonly run: string;
  readonly targets: readonly string[];
}

/**
 * Frees what a run holds that nobody carries on any longer. Whether a process on another machine is over,
 * only a person can know: `force` says so.
 *
 * @throws {RunRefused} where it lives, or might
 */
export function unlockRun(runs: string, id: string, force: boolean): Unlocked {
  const directory = locksDirectory(runs);
  const run = oneId(runs, id);
  const locks = locksOf(directory, run);
  if (locks.length === 0) throw new RunRefused(2, `The run ${run} holds no lock.`);
  for (const { holder } of locks) {
    const life = lifeOf(holder);
    if (life === 'alive') {
      throw new RunRefused(
        75,
        `The run ${run} is still going on, in process ${holder.pid}: it frees its lock when it ends. A second run at the same time would spoil it.`,
      );
    }
    if (life === 'unknown' && !force) {
      throw new RunRefused(
        75,
        `The run ${run} was started in process ${holder.pid} on ${holder.host}, and whether it still lives cannot be known from here. Look there first; then --force frees it.`,
      );
    }
  }
  for (const { file } of locks) rmSync(file, { force: true });
  return { run, targets: locks.map(({ holder }) => holder.target ?? '') };
}

function stepOf(runs: string, run: string): { ref: string; title: string; at: string } | null {
  let records: readonly JournalRecord[];
  try {
    records = readRun(runs, run).records;
  } catch {
    // It has only just begun, or cannot be read: the lock is held all the same.
    return null;
  }
  const started = records.findLast((record) => record.event === 'step-started');
  if (started?.event !== 'step-started') return null;
  const { ref, title, at } = started;
  return { ref: ref ?? '', title, at };
}
