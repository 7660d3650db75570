/** A lock per procedure and workspace: two runs of the same one at a time would spoil each other. */
import { createHash } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, ownStartTime } from '../session/processes.ts';

const Holder = z.object({
  run: z.string(),
  procedure: z.string(),
  pid: z.int(),
  startTime: z.string().nullable(),
  host: z.string(),
  at: z.string(),
});
export type Holder = z.infer<typeof Holder>;

export type Locked =
  | { readonly held: true; release(): void }
  | { readonly held: false; readonly holder: Holder | null };

/**
 * Takes the lock, also from a holder that is dead. `holder` is `null` where another process is just taking it.
 * @throws where the directory cannot be written
 */
export function takeLock(directory: string, procedure: string, run: string): Locked {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${safeName(procedure)}.lock`);
  const mine: Holder = {
    run,
    procedure,
    pid: process.pid,
    startTime: ownStartTime(),
    host: hostname(),
    at: new Date().toISOString(),
  };
  // Written apart and linked: a lock is there whole or not at all.
  const draft = `${file}.${process.pid}.${Date.now()}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    if (link(draft, file)) return held(file, draft);
    const holder = readHolder(file);
    if (holder !== null && lives(holder)) return { held: false, holder };
    return takeOver(file, draft);
  } finally {
    unlinkQuietly(draft);
  }
}

/** Only one process at a time may decide that a holder is dead: the second would throw out the first. */
function takeOver(file: string, draft: string): Locked {
  const guard = `${file}.taking`;
  try {
    mkdirSync(guard);
  } catch {
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < 10_000) {
      return { held: false, holder: null };
    }
    rmdirSync(guard);
    return { held: false, holder: null };
  }
  try {
    const holder = readHolder(file);
    if (holder !== null && lives(holder)) return { held: false, holder };
    unlinkQuietly(file);
    return link(draft, file) ? held(file, draft) : { held: false, holder: readHolder(file) };
  } finally {
    rmdirSync(guard);
  }
}

function held(file: string, draft: string): Locked {
  const content = readFileSync(draft, 'utf8');
  return {
    held: true,
    release() {
      try {
        if (readFileSync(file, 'utf8') === content) unlinkSync(file);
      } catch {
        // Taken away already: nothing to release.
      }
    },
  };
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Of a process on another machine (a shared folder) nothing can be known: it counts as alive. */
function lives(holder: Holder): boolean {
  return holder.host !== hostname() || isAlive(holder.pid, holder.startTime);
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already.
  }
}

function safeName(procedure: string): string {
  const plain = procedure.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
  return plain === procedure
    ? plain
    : `${plain}-${createHash('sha256').update(procedure).digest('hex').slice(0, 8)}`;
}
