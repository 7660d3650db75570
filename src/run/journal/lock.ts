/** A lock per procedure and target: two runs of the same one at a time would spoil each other. */
import { createHash } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lifeOf, ownMark, ProcessMark } from './machine.ts';

const Holder = ProcessMark.extend({
  run: z.string(),
  procedure: z.string(),
  at: z.string(),
  /** What it acts on; absent in locks of before. */
  target: z.string().optional(),
  operator: z.string().optional(),
  terminal: z.string().nullable().optional(),
});
export type Holder = z.infer<typeof Holder>;

export type Locked =
  | { readonly held: true; release(): void }
  | { readonly held: false; readonly holder: Holder | null; readonly target: string };

export interface LockOptions {
  readonly targets: readonly string[];
  readonly operator: string;
  readonly terminal: string | null;
}

const NOWHERE: LockOptions = { targets: [''], operator: 'unknown', terminal: null };

/**
 * Takes the lock on each target, or on none; also from a holder that is dead. `holder` is `null` where
 * another process is just taking it.
 * @throws where the directory cannot be written
 */
export function takeLock(
  directory: string,
  procedure: string,
  run: string,
  options: LockOptions = NOWHERE,
): Locked {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const releases: (() => void)[] = [];
  const release = (): void => {
    for (const each of releases.splice(0)) each();
  };
  // Always in the same order: of two runs that share targets, one gets them all.
  for (const target of [...options.targets].sort()) {
    const taken = takeOne(directory, { procedure, run, target, options });
    if (!taken.held) {
      release();
      return taken;
    }
    releases.push(taken.release);
  }
  return { held: true, release };
}

/** Every lock that a run holds. */
export function locksOf(directory: string, run: string): { file: string; holder: Holder }[] {
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.lock'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const file = join(directory, name);
    const holder = readHolder(file);
    return holder?.run === run ? [{ file, holder }] : [];
  });
}

interface Wanted {
  readonly procedure: string;
  readonly run: string;
  readonly target: string;
  readonly options: LockOptions;
}

function takeOne(directory: string, { procedure, run, target, options }: Wanted): Locked {
  const name = target === '' ? safeName(procedure) : `${safeName(procedure)}@${safeName(target)}`;
  const file = join(directory, `${name}.lock`);
  const mine: Holder = {
    ...ownMark(),
    run,
    procedure,
    at: new Date().toISOString(),
    target,
    operator: options.operator,
    terminal: options.terminal,
  };
  // Written apart and linked: a lock is there whole or not at all.
  const draft = `${file}.${process.pid}.${Date.now()}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    if (link(draft, file)) return held(file, draft);
    const holder = readHolder(file);
    if (holder !== null && lifeOf(holder) !== 'dead') return { held: false, holder, target };
    return takeOver(file, draft, target);
  } finally {
    unlinkQuietly(draft);
  }
}

/** Only one process at a time may decide that a holder is dead: the second would throw out the first. */
function takeOver(file: string, draft: string, target: string): Locked {
  const guard = `${file}.taking`;
  try {
    mkdirSync(guard);
  } catch {
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < 10_000) {
      return { held: false, holder: null, target };
    }
    rmdirSync(guard);
    return { held: false, holder: null, target };
  }
  try {
    const holder = readHolder(file);
    if (holder !== null && lifeOf(holder) !== 'dead') return { held: false, holder, target };
    unlinkQuietly(file);
    return link(draft, file)
      ? held(file, draft)
      : { held: false, holder: readHolder(file), target };
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

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already.
  }
}

function safeName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
  return plain === name
    ? plain
    : `${plain}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
