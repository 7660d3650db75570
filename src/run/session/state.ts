/** A session's state as a file of bash: what the first block finds, and whether a saved one is whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { quote } from '../../text/shell-quote.ts';

/** Set by bash itself, or not to be handed on. */
const OWN =
  /^(?:_|PWD|SHLVL|BASHOPTS|SHELLOPTS|BASH|BASHPID|BASH_VERSION|BASH_VERSINFO|PPID|UID|EUID|GROUPS|FUNCNAME|DIRSTACK|PIPESTATUS|PROCS_BLOCK|__procs_.*)$/;

/** The state before the first block: this environment, this directory, and aliases as in a terminal. */
export function initialState(
  env: NodeJS.ProcessEnv,
  cwd: string,
  umask = process.umask().toString(8).padStart(4, '0'),
): string {
  const lines = [
    'shopt -s expand_aliases',
    `builtin cd -- ${quote(cwd)} || __procs_lost=${quote(cwd)}`,
  ];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || OWN.test(name)) continue;
    lines.push(`declare -x ${name}=${quote(value)}`);
  }
  lines.push(`umask ${umask}`);
  return `${lines.join('\n')}\n${COMPLETE}`;
}

/** A state with further variables, or other values for those that it has. */
export function withVariables(
  state: string,
  variables: readonly (readonly [string, string])[],
  secret: ReadonlySet<string>,
): string {
  const lines = variables.map(
    ([name, value]) => `declare ${secret.has(name) ? '' : '-x '}${name}=${quote(value)}`,
  );
  return `${state.slice(0, state.length - COMPLETE.length)}${lines.join('\n')}\n${COMPLETE}`;
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

const COMPLETE = '# complete\n';
