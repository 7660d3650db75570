/** A session's state as a script of bash: what the first block finds, and whether a saved one is whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { quote } from '../../text/shell-quote.ts';
import { bytesOf, COMPLETE, stateOf, type Unit, unitsOf } from './units.ts';

/** Set by bash itself, or not to be handed on. */
const OWN =
  /^(?:_|PWD|SHLVL|BASHOPTS|SHELLOPTS|BASH|BASHPID|BASH_VERSION|BASH_VERSINFO|PPID|UID|EUID|GROUPS|FUNCNAME|DIRSTACK|PIPESTATUS|PROCS_BLOCK|__procs_.*)$/;

/** The state before the first block: this environment, this directory, and aliases as in a terminal. */
export function initialState(
  env: NodeJS.ProcessEnv,
  cwd: string,
  umask = process.umask().toString(8).padStart(4, '0'),
): string {
  const variables = Object.entries(env).flatMap(([name, value]): Unit[] =>
    value === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || OWN.test(name)
      ? []
      : [variable(name, value, '-x ')],
  );
  const directory = `builtin cd -- ${quote(cwd)} || __procs_lost=${quote(cwd)}\n`;
  return stateOf([
    { kind: 'plain', name: 'options', text: 'shopt -s expand_aliases\n' },
    { kind: 'directory', name: '', text: bytesOf(directory) },
    ...variables,
    { kind: 'plain', name: 'limits', text: `umask ${umask}\n` },
  ]);
}

/** A state with further variables, or other values for those that it has. */
export function withVariables(
  state: string,
  variables: readonly (readonly [string, string])[],
  secret: ReadonlySet<string>,
): string {
  const own = variables.map(([name, value]) =>
    variable(name, value, secret.has(name) ? '' : '-x '),
  );
  return stateOf([...unitsOf(state), ...own]);
}

function variable(name: string, value: string, attributes: string): Unit {
  const text = `declare ${attributes}${name}=${quote(value)}\n`;
  return { kind: 'variable', name, text: bytesOf(text) };
}

/** Whether a state file was written to its end. */
export function isComplete(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const length = Math.min(size, COMPLETE.length);
      const end = Buffer.alloc(length);
      readSync(descriptor, end, 0, length, size - length);
      return end.toString('utf8') === COMPLETE;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
