/** Which machine, boot and terminal this process has, so that another one can tell whether it still lives. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { isAlive, ownStartTime } from '../session/processes.ts';

export const ProcessMark = z.object({
  pid: z.int(),
  startTime: z.string().nullable(),
  host: z.string(),
  /** Name of the installation; `null` where it has none. Two machines may share a host name. */
  machine: z.string().nullable().optional(),
  /** A pid means nothing after the next boot, or in another container. */
  boot: z.string().nullable().optional(),
  pids: z.string().nullable().optional(),
});
export type ProcessMark = z.infer<typeof ProcessMark>;

export function ownMark(): ProcessMark {
  return {
    pid: process.pid,
    startTime: ownStartTime(),
    host: hostname(),
    machine: read('/etc/machine-id'),
    boot: read('/proc/sys/kernel/random/boot_id'),
    pids: link('/proc/self/ns/pid'),
  };
}

/** `unknown`: it runs, or ran, where this process cannot look: on another machine or in another container. */
export function lifeOf(
  mark: ProcessMark,
  own: ProcessMark = ownMark(),
): 'alive' | 'dead' | 'unknown' {
  const differs = (name: 'machine' | 'boot' | 'pids'): boolean =>
    (mark[name] ?? null) !== null && own[name] !== null && mark[name] !== own[name];
  if (mark.host !== own.host || differs('machine')) return 'unknown';
  if (differs('boot')) return 'dead';
  if (differs('pids')) return 'unknown';
  return isAlive(mark.pid, mark.startTime) ? 'alive' : 'dead';
}

/** The terminal that this process is operated from; `null`: none. */
export function ownTerminal(isTerminal: boolean): string | null {
  return isTerminal ? (link('/proc/self/fd/0') ?? 'a terminal') : null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function link(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    return null;
  }
}
