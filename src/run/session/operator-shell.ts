/** A shell for the operator in a session's state, at the terminal. What it leaves is not the session's until somebody says so. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../../text/shell-quote.ts';
import type { Attempt, Origin } from './attempt.ts';
import { driver, given } from './driver.ts';
import { handedOver } from './handover.ts';
import type { Place } from './place.ts';
import { MARK, stateOf, unitsOf } from './units.ts';

/**
 * @returns the file of the state that it left, and what that shell had when it began; `null`: it was ended before it could leave one
 * @throws {Error} where its place cannot be used
 */
export async function operatorShell(
  place: Place,
  attempt: Attempt,
  { state, variables, keep }: Origin,
  prompt: string,
): Promise<{ began: string; state: string } | null> {
  const next = join(attempt.directory, 'state');
  const rc = join(attempt.directory, 'shell-rc');
  const there = place.paths(attempt);
  const text = given(state, variables);
  const functions = driver({
    ask: false,
    block: join(there.directory, 'none'),
    events: join(there.directory, 'events'),
    size: text.length,
    nextState: join(there.directory, 'state'),
    cookie: attempt.cookie,
    give: there.give,
    take: there.take,
    // The operator is gone as well then.
    sifter: [],
    stdout: null,
    stderr: null,
    throws: null,
    accept: [],
    searches: [],
    watch: [],
  }).split(START)[0]!;
  await writeFile(rc, `${functions}\n__procs_prompt=${quote(prompt)}\n${BODY}`, { mode: 0o600 });
  let began: string | null = null;
  await place.shell(attempt, text, (after, printed) => {
    keep(next, withTraps(state, after));
    // What a session begins with is written otherwise than what a shell leaves.
    began = beganWith(printed, attempt.cookie) ?? state;
  });
  return began === null ? null : { began, state: next };
}

/** It told that, too, in the same words, before what it left. */
function beganWith(printed: string, cookie: string): string | null {
  const end = `${MARK}end began-${cookie}\n`;
  const at = printed.lastIndexOf(end);
  return at < 0 ? null : handedOver(printed.slice(0, at + end.length), `began-${cookie}`);
}

/** Traps of the author's wait in the state for the next block; a shell in between does not know them. */
function withTraps(before: string, after: string): string {
  const traps = unitsOf(before).filter(({ kind }) => kind === 'trap');
  return stateOf([...unitsOf(after), ...traps]);
}

/** What differs between two states, a line each, without the values: those may be secret. */
export function changesBetween(before: string, after: string): string[] {
  const [old, now] = [before, after].map(partsOf) as [Map<string, string>, Map<string, string>];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name) && !VOLATILE.test(name))
    .map((name) => {
      if (name === 'cd') return `~ ${now.get(name) ?? ''}`;
      return `${!old.has(name) ? '+' : now.has(name) ? '~' : '-'} ${name}`;
    });
}

/** Statements of a state file by what they set; a function's goes over several lines. */
function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  let name: string | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith(MARK)) {
      name = null;
      continue;
    }
    const found =
      /^declare -\S+ ([A-Za-z_]\w*)(?:=|$)/.exec(line)?.[1] ??
      /^alias ([^=]+)=/.exec(line)?.[1]?.replace(/^/, 'alias ') ??
      /^shopt -[su] (\S+)$/.exec(line)?.[1] ??
      /^set [-+]o (\S+)$/.exec(line)?.[1] ??
      /^(\S+) \(\) *$/.exec(line)?.[1]?.replace(/$/, '()') ??
      (/^(?:umask|unset -v \S+|set --)/.exec(line)?.[0] || null);
    const directory = /^builtin cd -- (\S+) \|\|/.exec(line)?.[1];
    if (directory !== undefined) parts.set('cd', `cd ${directory}`);
    else if (found !== null && found !== undefined) {
      name = found.endsWith('()') ? found : null;
      parts.set(found, line);
    } else if (name !== null) parts.set(name, `${parts.get(name)}\n${line}`);
  }
  return parts;
}

const VOLATILE =
  /^(?:SECONDS|OLDPWD|BASH\w*|COLUMNS|LINES|HISTCMD|OPTIND|OPTERR|PPID|SHLVL|TERM|unset -v .*)$/;

/** From here on the driver runs the attempt's block. */
const START = '\n__procs_lost= ';

const BODY = readFileSync(
  new URL('../../../src/run/session/operator-shell.bash', import.meta.url),
  'utf8',
);
