/** This machine as a place for attempts: bash writes to files, which outlive the runner. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { enSession, type SessionWords } from '../words/en-session.ts';
import type { Exit, Place } from './place.ts';
import { COOKIE, endTree } from './processes.ts';
import { initialState } from './state.ts';

/** `env` and `cwd`: what the first block finds. */
export function thisMachine(
  env: NodeJS.ProcessEnv,
  cwd: string,
  say: SessionWords = enSession,
): Place {
  return {
    host: null,
    paths: ({ directory }, state) => ({ directory, state }),
    initialState: async () => initialState(env, cwd),
    async shell({ directory, cookie }) {
      const child = spawn('bash', ['--noprofile', '--rcfile', join(directory, 'shell-rc'), '-i'], {
        cwd: '/',
        env: { [COOKIE]: cookie, TERM: process.env.TERM },
        stdio: 'inherit',
      });
      await new Promise<void>((resolve) => {
        child.once('error', () => resolve());
        child.once('exit', () => resolve());
      });
    },
    start({ attempt: { directory, cookie }, interactive }) {
      const files = interactive
        ? []
        : ['stdout', 'stderr'].map((name) => openSync(join(directory, name), 'a', 0o600));
      const child = spawn('bash', ['--noprofile', '--norc', join(directory, 'driver')], {
        cwd: '/',
        // Everything else of the environment is in the state: what a block unset stays unset.
        env: { [COOKIE]: cookie },
        detached: !interactive,
        stdio: interactive ? 'inherit' : ['ignore', ...files],
      });
      for (const file of files) closeSync(file);
      return {
        pid: child.pid,
        // 'exit', never 'close': a background child may hold the output for ever.
        exit: new Promise<Exit>((resolve) => {
          child.once('error', ({ message }) =>
            resolve({ kind: 'not-started', reason: say.notStarted(message) }),
          );
          child.once('exit', (code, signal) =>
            resolve(
              signal === null
                ? { kind: 'exited', status: code ?? 0 }
                : { kind: 'signalled', signal },
            ),
          );
        }),
        async end(grace, hurry) {
          if (child.pid === undefined) return [];
          const left = await endTree(cookie, interactive ? null : child.pid, grace, hurry);
          return left.length > 0 ? [say.stubborn(left.join(', '))] : [];
        },
      };
    },
  };
}
