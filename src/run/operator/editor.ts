/** The operator's own editor: $VISUAL, else $EDITOR, else what the machine has. */
import { spawn } from 'node:child_process';
import { lendTerminal } from './tty.ts';

export interface EditorOptions {
  readonly output: NodeJS.WritableStream;
  readonly isTerminal: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** `false`: there is none, or it did not end well. */
export async function editFile(
  file: string,
  { output, isTerminal, env }: EditorOptions,
): Promise<boolean> {
  const named = [env.VISUAL, env.EDITOR].find((each) => each !== undefined && each.trim() !== '');
  // Without a terminal nobody can type into an editor; a program that was named on purpose may not need one.
  if (named === undefined && !isTerminal) return false;
  const run = () =>
    new Promise<boolean>((resolve) => {
      // A shell splits it, as git and others do: EDITOR="code --wait".
      const child = spawn('sh', ['-c', `${named ?? DEFAULT} "$1"`, 'sh', file], {
        env,
        stdio: isTerminal ? 'inherit' : ['ignore', 'ignore', 'ignore'],
      });
      child.once('error', () => resolve(false));
      child.once('exit', (status) => resolve(status === 0));
    });
  return isTerminal ? lendTerminal(output, run) : run();
}

const DEFAULT =
  'e=; for e in sensible-editor nano vim vi; do command -v "$e" >/dev/null && break; e=; done; [ -n "$e" ] && exec "$e"';
