/** A session whose blocks run on the host of an sshd on loopback. */
import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AttemptOptions, Block } from '../../../src/run/session/attempt.ts';
import type { Outcome } from '../../../src/run/session/outcome.ts';
import { Connection } from '../../../src/run/session/remote/connection.ts';
import { remoteHost } from '../../../src/run/session/remote/host.ts';
import { parseTarget } from '../../../src/run/session/remote/target.ts';
import { Session } from '../../../src/run/session/session.ts';
import { blockOf, freshDirectory } from '../support.ts';
import { Sshd, type SshdOptions } from './sshd.ts';

export interface RemoteShell {
  readonly sshd: Sshd;
  readonly session: Session;
  readonly connection: Connection;
  readonly directory: string;
  run(code: string, more?: Partial<Block>, options?: AttemptOptions): Promise<Ran>;
}

export interface Ran extends Outcome {
  readonly out: string;
  readonly err: string;
}

/** A login that goes to the fixture's home, as a login on another machine would. */
export const HOME = { '.bash_profile': 'cd "$HOME"\n' };

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const sshd = await Sshd.start({ ...options, home: { ...HOME, ...options.home } });
  onTestFinished(() => sshd.remove());
  return sshd;
}

export function connect(sshd: Sshd, directory: string, patience = 20_000): Connection {
  const connection = new Connection({
    host: 'staging-server',
    target: parseTarget('staging-server')!,
    env: sshd.clientEnv,
    directory,
    terminal: null,
    patience,
  });
  onTestFinished(() => connection.close());
  return connection;
}

export async function openRemote(
  options: SshdOptions = {},
  { grace = 300, patience = 20_000 } = {},
): Promise<RemoteShell> {
  const sshd = await startSshd(options);
  const directory = freshDirectory('procs-remote-');
  const connection = connect(sshd, directory, patience);
  const session = await Session.open({
    directory: join(directory, 'blocks'),
    cwd: await realpath(freshDirectory()),
    env: sshd.clientEnv,
    grace,
    placeOf: () => remoteHost(connection),
  });
  return {
    sshd,
    session,
    connection,
    directory,
    async run(code, more = {}, attemptOptions = {}) {
      const attempt = await session.prepare('test');
      const block = blockOf(code, { host: 'staging-server', ...more });
      const outcome = await session.run(block, attempt, attemptOptions);
      session.commit(outcome);
      return { ...outcome, out: text(outcome.stdout), err: text(outcome.stderr) };
    },
  };
}

function text(file: string | null): string {
  return file === null ? '' : readFileSync(file, 'utf8');
}
