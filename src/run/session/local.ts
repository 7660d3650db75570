/** This machine as a place for attempts: bash writes to files, which outlive the runner. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { enSession, type SessionWords } from '../words/en-session.ts';
import type { Handover } from './handover.ts';
import type { Exit, Place } from './place.ts';
import { COOKIE, endTree } from './processes.ts';
import { initialState } from './state.ts';

/** `env` and `cwd`: what the first block finds. */
export function thisMachine(
  env: NodeJS.ProcessEnv,
  cwd: string,
  handover: Handover,
  say: SessionWords = enSession,
): Place {
  const { give, take } = handover;
  return {
    host: null,
    paths: ({ directory }) => ({ directory, give, take }),
    initialState: async () => initialState(env, cwd),
    async shell({ directory, cookie }, given, keep) {
      handover.expect(cookie, keep);
      const child = spawn('bash', ['--noprofile', '--rcfile', join(directory, 'shell-rc'), '-i'], {
        cwd: '/',
        env: { [COOKIE]: cookie, TERM: process.env.TERM },
        stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      });
      feed(child, given);
      await new Promise<void>((resolve) => {
        child.once('error', () => resolve());
        child.once('exit', () => resolve());
      });
      handover.forget(cookie);
    },
    start({ attempt: { directory, cookie }, interactive, given, keep }) {
      const files = interactive
        ? []
        : ['stdout', 'stderr'].map((name) => openSync(join(directory, name), 'a', 0o600));
      const child = spawn('bash', ['--noprofile', '--norc', join(directory, 'driver')], {
        cwd: '/',
        // Everything else of the environment is in the state: what a block unset stays unset.
        env: { [COOKIE]: cookie },
        detached: !interactive,
        stdio: [
          ...(interactive
            ? (['inherit', 'inherit', 'inherit'] as const)
            : ['ignore' as const, ...files]),
          'pipe',
        ],
      });
      handover.expect(cookie, keep);
      feed(child, given);
      for (const file of files) closeSync(file);
      return {
        pid: child.pid,
        // 'exit', never 'close': a background child may hold the output for ever.
        exit: new Promise<Exit>((resolve) => {
          child.once('error', ({ message }) => {
            handover.forget(cookie);
            resolve({ kind: 'not-started', reason: say.notStarted(message) });
          });
          child.once('exit', (code, signal) => {
            handover.forget(cookie);
            resolve(
              signal === null
                ? { kind: 'exited', status: code ?? 0 }
                : { kind: 'signalled', signal },
            );
          });
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

/** Hands it what it is given, on descriptor 3. */
function feed(child: ChildProcess, given: string): void {
  const pipe = child.stdio[3] as Writable;
  // Where its bash has ended before it had read all, that tells.
  pipe.on('error', () => {});
  pipe.end(given, 'latin1');
}
