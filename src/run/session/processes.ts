/** Processes of this machine: who is alive, which belong to a block, and how a block's whole tree is ended. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Environment variable that every process of a block inherits, with the block's cookie as value. */
export const COOKIE = 'PROCS_BLOCK';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since boot: with the pid it names one process for ever. `null` where there is no /proc. */
  readonly startTime: string;
  readonly state: string;
}

/** The process with this pid; `null` where there is none (or no /proc to look in). */
export function processInfo(pid: number): ProcessInfo | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything: fields are counted from the last `)`.
    const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      pid,
      state: field[0]!,
      parent: Number(field[1]),
      group: Number(field[2]),
      session: Number(field[3]),
      startTime: field[19]!,
    };
  } catch {
    return null;
  }
}

/** Start time of this very process, as {@link isAlive} compares it; `null` where there is no /proc. */
export function ownStartTime(): string | null {
  return processInfo(process.pid)?.startTime ?? null;
}

/** Whether the process that had this pid at this start time still lives. A zombie does not. */
export function isAlive(pid: number, startTime: string | null): boolean {
  const info = processInfo(pid);
  if (info !== null) {
    return info.state !== 'Z' && (startTime === null || info.startTime === startTime);
  }
  if (startTime !== null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Every living process. Empty where there is no /proc. */
export function allProcesses(): ProcessInfo[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processInfo(Number(name)))
    .filter((info) => info !== null && info.state !== 'Z' && info.state !== 'X') as ProcessInfo[];
}

/** Processes that carry this cookie, stand in the leader's group or session, or descend from one that does. */
export function treeOf(cookie: string, leader: number | null): ProcessInfo[] {
  const all = allProcesses();
  const members = new Set<number>();
  for (const info of all) {
    const related =
      leader !== null && (info.pid === leader || info.group === leader || info.session === leader);
    if (related || carries(info.pid, cookie)) members.add(info.pid);
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const info of all) {
      if (!members.has(info.pid) && members.has(info.parent)) {
        members.add(info.pid);
        grown = true;
      }
    }
  }
  members.delete(process.pid);
  return all.filter((info) => members.has(info.pid));
}

/**
 * Ends a block's whole tree: TERM, up to `grace` milliseconds, then KILL, until nothing of it is
 * left. `hurry` aborted: KILL at once. Answers the pids that would not go (another user's).
 */
export async function endTree(
  cookie: string,
  leader: number | null,
  grace: number,
  hurry?: AbortSignal,
): Promise<number[]> {
  send(cookie, leader, 'SIGTERM');
  const deadline = performance.now() + grace;
  let left = remaining(cookie, leader);
  while (left.length > 0 && performance.now() < deadline && hurry?.aborted !== true) {
    await sleep(20);
    left = remaining(cookie, leader);
  }
  for (let round = 0; left.length > 0 && round < 50; round++) {
    send(cookie, leader, 'SIGKILL');
    await sleep(20);
    left = remaining(cookie, leader);
  }
  return left;
}

function remaining(cookie: string, leader: number | null): number[] {
  return treeOf(cookie, leader).map((info) => info.pid);
}

function send(cookie: string, leader: number | null, signal: NodeJS.Signals): void {
  const targets = treeOf(cookie, leader).map((info) => info.pid);
  if (leader !== null) targets.push(-leader);
  for (const target of targets) {
    try {
      process.kill(target, signal);
      // A stopped process takes TERM only when it goes on.
      if (signal === 'SIGTERM') process.kill(target, 'SIGCONT');
    } catch {
      // Gone already, or another user's: what is left is reported by the caller.
    }
  }
}

function carries(pid: number, cookie: string): boolean {
  try {
    const environ = readFileSync(`/proc/${pid}/environ`, 'latin1');
    return environ.includes(`${COOKIE}=${cookie}`);
  } catch {
    return false;
  }
}
