/** Whole processes, measured from outside: wall time, processor time, peak memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Command {
  readonly args: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Measurement {
  /** Seconds. */
  readonly wall: number;
  /** Seconds, of all processors. */
  readonly cpu: number;
  /** Bytes, of the largest process. */
  readonly memory: number;
}

/** @throws where the command could not do its work: 0 and 1 are the statuses of those that check. */
export function measure({ args, cwd, env = {} }: Command): Measurement {
  const folder = mkdtempSync(path.join(tmpdir(), 'procs-bench-'));
  const notes = path.join(folder, 'time');
  try {
    const started = performance.now();
    const result = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', notes, ...args], {
      cwd,
      env: { ...process.env, ...env, NO_COLOR: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 2 ** 30,
    });
    const wall = (performance.now() - started) / 1000;
    if (result.error !== undefined) {
      throw new Error(
        `/usr/bin/time is needed to measure with (GNU time): ${result.error.message}`,
      );
    }
    if (result.status !== 0 && result.status !== 1) {
      const said = result.stderr.toString().slice(-1000);
      throw new Error(`${args.join(' ')} ended with ${result.status}: ${said}`);
    }
    const last = readFileSync(notes, 'utf8').trim().split('\n').at(-1)!;
    const [user, system, kilobytes] = last.split(' ').map(Number);
    return { wall, cpu: user! + system!, memory: kilobytes! * 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of each quantity its own median. */
export function medianOf(all: readonly Measurement[]): Measurement {
  const of = (pick: (one: Measurement) => number): number => {
    const sorted = all.map(pick).sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  };
  return {
    wall: of((one) => one.wall),
    cpu: of((one) => one.cpu),
    memory: of((one) => one.memory),
  };
}
