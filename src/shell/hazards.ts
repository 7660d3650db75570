/** What is dangerous about a command: it destroys, never ends, needs a person, needs rights or goes elsewhere. */

import type { ShellHazard } from './analysis.ts';
import { destroys } from './destroys.ts';
import { neverEnds } from './endless.ts';
import { needsPerson } from './interactive.ts';
import type { HazardReason } from './reasons.ts';
import { sqlHazard } from './sql.ts';
import { nameOf } from './unwrap.ts';
import type { Argument } from './words.ts';

/** A hazard without its place. */
export type Danger = Pick<ShellHazard, 'kind' | 'reason'>;

/** What the judgement of a command needs to know of its surroundings. */
export interface Surroundings {
  /** Text that the command reads from a heredoc, a here-string or an `echo` in front of its pipe. */
  readonly input: string;
  /** Whether its standard input is something other than the terminal. */
  readonly fed: boolean;
  /** Whether something else ends it: `&`, `timeout`, a `head` that reads it. */
  readonly ended: boolean;
}

/** Everything dangerous about one command line, wrappers not unwrapped. */
export function dangersOf(args: readonly Argument[], around: Surroundings): Danger[] {
  const name = nameOf(args[0]);
  const words = args.slice(1).map((argument) => argument.value);
  const found: Danger[] = [];
  const add = (kind: Danger['kind'], reason: HazardReason | null): void => {
    if (reason !== null) found.push({ kind, reason });
  };
  add('destructive', destroys(name, words) ?? sqlHazard(name, words, around.input));
  if (!around.ended) add('endless', neverEnds(name, words));
  add('interactive', needsPerson(name, words, args, around));
  if (['sudo', 'doas', 'su', 'pkexec', 'runuser'].includes(name)) {
    add('privileged', 'acts with the rights of another user');
  }
  if (name === 'ssh' && words.length > 0) add('remote', 'acts on another host');
  if (name === 'vagrant' && words[0] === 'ssh') add('remote', 'acts on a virtual machine');
  return found;
}

/** Why writing to this file is destructive; `null` where it is an ordinary file. */
export function truncates(target: string): HazardReason | null {
  if (/^\/dev\/(sd|nvme|vd|hd|xvd|mmcblk|disk|mapper\/)/.test(target)) return 'overwrites a disk';
  if (/^\/(etc|boot|usr|bin|sbin|lib)\//.test(target)) return 'overwrites a file of the system';
  return null;
}
