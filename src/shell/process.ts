/** What a command changes in the shell that runs it: whether failures stop it, whether it is left, its host. */
import type { Command, Redirection } from 'unbash';
import type { Notes, Place, Position, Process } from './place.ts';
import { nameOf, peel } from './unwrap.ts';
import type { Argument } from './words.ts';

export function fresh(): Process {
  return { left: false, lenient: false, hosts: [] };
}

/** What a command changes in the shell that runs it. */
export function tellProcess(
  args: readonly Argument[],
  node: Command,
  place: Place,
  position: Position,
  notes: Notes,
): void {
  const { process } = place;
  const name = nameOf(args[0]);
  if (!TELLING.has(name)) return;
  const words = args.slice(1).map((argument) => argument.value);
  const alone = position.length === 1 && !place.background;
  if (name === 'ssh' && place.topLevel && alone && place.depth === 0) {
    const peeled = peel(args);
    if (peeled?.kind === 'stdin' && !node.redirects.some(feedsInput)) {
      const host = peeled.via.slice('ssh '.length);
      process.hosts.push(host);
      notes.moves.push({ ...place.at(node.pos, node.end), host });
    }
  } else if (name === 'exit' || name === 'logout' || name === 'return' || name === 'exec') {
    if (name === 'exec' && words.length === 0) return;
    if (name === 'return' && place.inFunction) return;
    // `|| exit 1` leaves only where something failed.
    if (place.topLevel && !place.guarded && process.hosts.length > 0 && name !== 'return') {
      process.hosts.pop();
      notes.moves.push({ ...place.at(node.pos, node.end), host: process.hosts.at(-1) ?? null });
    } else if (name !== 'exit' || !failsWith(words[0])) process.left = true;
  } else if (name === 'set') {
    const letters = words.some((word) => /^\+[a-zA-Z]*e/.test(word));
    const named = words.some(
      (word, index) => words[index - 1] === '+o' && (word === 'errexit' || word === 'pipefail'),
    );
    if (letters || named) process.lenient = true;
  } else if (name === 'shopt') {
    const off = words.some((word) => /^-\w*u/.test(word));
    if (off && (words.includes('errexit') || words.includes('pipefail'))) process.lenient = true;
  } else if (name === 'eval') {
    // What it evaluates may say `set +e`.
    if (args.slice(1).some((argument) => !argument.literal)) process.lenient = true;
  } else if (name === 'trap') {
    if (/\b(exit|return)\b/.test(words[0] ?? '')) process.lenient = true;
  }
}

const TELLING = new Set('ssh exit logout return exec set shopt eval trap'.split(' '));

export function feedsInput(redirect: Redirection): boolean {
  if (redirect.type !== 'Redirect') return true;
  return redirect.operator === '<' || redirect.operator === '<>';
}

/** Whether `exit` with this status ends the shell with a failure for sure. */
export function failsWith(status: string | undefined): boolean {
  return status !== undefined && /^\d{1,3}$/.test(status) && Number(status) % 256 !== 0;
}
