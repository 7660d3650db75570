/** Reads what an attempt came to from the files that it left behind. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFull } from '../journal/storage.ts';
import { type SessionWords, saysOf } from '../words/en-session.ts';
import type { Attempt, Block } from './attempt.ts';
import { backgroundLine, closingExitLine, isLastCommand, loopHeads, returnLines } from './block.ts';
import { complaintIn, silentIn } from './complaints.ts';
import { type DriverEvents, readEvents } from './events.ts';
import { excerptOf } from './excerpt.ts';
import { type Ending, NOTHING, type Outcome, short } from './outcome.ts';
import { isComplete } from './state.ts';

/**
 * `ending`: what the runner saw of it. `file`: the padded block as its bash named it in what it left.
 * A state that it saved is the session's only after an accepted exit status.
 */
export async function readOutcome(
  block: Block,
  attempt: Attempt,
  ending: Ending,
  file = join(attempt.directory, block.document),
): Promise<Outcome> {
  const events = readEvents(join(attempt.directory, 'events'), file);
  const stderr = block.interactive ? null : join(attempt.directory, 'stderr');
  const stdout = block.interactive ? null : join(attempt.directory, 'stdout');
  if (events.lost !== null) {
    const reason = saysOf(block).directoryGone(events.lost);
    return { ...NOTHING, ending: { kind: 'not-started', reason }, stdout, stderr };
  }
  if (events.stateless) {
    const reason = "the session's state did not come to it whole";
    return { ...NOTHING, ending: { kind: 'not-started', reason }, stdout, stderr };
  }
  const state = join(attempt.directory, 'state');
  const saved = events.finish?.saved === true && isComplete(state);
  const final = ending.kind === 'exited' ? exitStatus(ending.status, events) : ending;
  const said =
    stderr === null
      ? null
      : await complaintIn(stderr, file, { ...events, heads: loopHeads(block) });
  const { thrown, doubt } = silentIn(events.suspects, block);
  const behind = backgroundLine(block);
  const clean = final.kind === 'exited' && block.accept.includes(final.status);
  return {
    ...NOTHING,
    startedAt: startedThere(attempt),
    ending: final,
    end: endOf(block, events, final),
    leftAt: events.exit?.line ?? null,
    failures: [...events.failures],
    seen: [...events.seen],
    complaint: said?.gaveUp === true ? said : (thrown ?? said),
    ...(doubt === null ? {} : { doubt }),
    ...(behind === null ? {} : { behind }),
    ...(isFull(attempt.directory) ? { cramped: true } : {}),
    state: clean && saved ? state : null,
    notes: notesOn(events, clean, clean && !saved, saysOf(block)),
    stdout,
    stderr,
    output: { stdout: excerptOf(stdout), stderr: excerptOf(stderr) },
  };
}

/** By the clock of the host that it ran on, where that is another: files there bear its times. */
function startedThere({ directory }: Attempt): number | null {
  const file = join(directory, 'started');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return /^\d+\n$/.test(text) ? Number(text) : null;
}

/** The author's EXIT trap may end the shell with another status than the block: a failure of either counts. */
function exitStatus(status: number, events: DriverEvents): Ending {
  const own = events.finish?.status ?? 0;
  return { kind: 'exited', status: own !== 0 ? own : status };
}

function endOf(block: Block, events: DriverEvents, ending: Ending): Outcome['end'] {
  if (events.finish === null || ending.kind !== 'exited') return 'unknown';
  if (events.exit !== null) {
    return events.exit.line !== null && events.exit.line === closingExitLine(block)
      ? 'reached'
      : 'left';
  }
  if (events.finish.how === 'end') {
    // Where no command of it failed, bash has thrown away what was left of it.
    if (ending.status !== 0 && !events.failed && events.finish.status !== 0) return 'stopped';
    // A `return` would have been seen, had the block not put its own DEBUG trap in the way.
    return events.blind && returnLines(block).length > 0 ? 'unknown' : 'reached';
  }
  const { status } = events.finish;
  if (status === 0) return 'left';
  // errexit stopped it, but behind its last command there was nothing left to run.
  const failure = events.failures.at(-1);
  const accepted = block.accept.includes(status) && failure?.status === status;
  return accepted && isLastCommand(failure, block) ? 'reached' : 'stopped';
}

function notesOn(events: DriverEvents, clean: boolean, lost: boolean, say: SessionWords): string[] {
  const notes: string[] = [];
  if (lost) notes.push(say.notCaptured);
  if (events.exitTrap || events.ownTrap) notes.push(say.exitTrap);
  // Of a block that went on, also those of processes of its own.
  const unheard = events.failures.filter(
    ({ fate, strict, depth }) => fate === 'failed' && (!strict || (clean && depth > 0)),
  );
  for (const { line, command, status, strict } of unheard.slice(0, 3)) {
    const unheardOf = strict ? say.apart : say.unheard;
    notes.push(unheardOf(short(command), line, status));
  }
  return notes;
}
