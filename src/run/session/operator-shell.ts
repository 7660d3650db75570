/** A shell for the operator in a session's state, at the terminal. What it leaves is not the session's until somebody says so. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../../text/shell-quote.ts';
import type { Attempt } from './attempt.ts';
import { driver } from './driver.ts';
import type { Place } from './place.ts';
import { isComplete } from './state.ts';

/**
 * @returns the state that it left, and that same shell's when it began; `null`: it was ended before it could leave one
 * @throws {Error} where its place cannot be used
 */
export async function operatorShell(
  place: Place,
  attempt: Attempt,
  state: string,
  prompt: string,
): Promise<{ began: string; state: string } | null> {
  const next = join(attempt.directory, 'state');
  const rc = join(attempt.directory, 'shell-rc');
  const there = place.paths(attempt, state);
  await writeFile(next, '', { mode: 0o600 });
  const functions = driver({
    ask: false,
    block: join(there.directory, 'none'),
    events: join(there.directory, 'events'),
    state: there.state,
    nextState: join(there.directory, 'state'),
    stdout: null,
    stderr: null,
    throws: null,
    accept: [],
    searches: [],
    watch: [],
  }).split(START)[0]!;
  await writeFile(rc, `${functions}\n__procs_prompt=${quote(prompt)}\n${BODY}`, { mode: 0o600 });
  await place.shell(attempt, state);
  if (!isComplete(next)) return null;
  await keepTraps(state, next);
  // What a session begins with is written otherwise than what a shell leaves.
  const began = join(attempt.directory, 'began');
  return { began: isComplete(began) ? began : state, state: next };
}

/** Traps of the author's wait in the state for the next block; a shell in between does not know them. */
async function keepTraps(before: string, after: string): Promise<void> {
  const late = (await readFile(before, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('__procs_late+='));
  if (late.length === 0) return;
  const text = await readFile(after, 'utf8');
  const end = text.lastIndexOf('# complete\n');
  const kept = late.map((line) => `${line}\n`).join('');
  await writeFile(after, `${text.slice(0, end)}${kept}${text.slice(end)}`, { mode: 0o600 });
}

/** What differs between two states, a line each, without the values: those may be secret. */
export async function changesBetween(before: string, after: string): Promise<string[]> {
  const [old, now] = (await Promise.all([before, after].map((file) => readFile(file, 'utf8')))).map(
    partsOf,
  ) as [Map<string, string>, Map<string, string>];
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
