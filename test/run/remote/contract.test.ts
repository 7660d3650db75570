/** The contract of the session, on another host: the same blocks, the same outcomes. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { Connection } from '../../../src/run/session/remote/connection.ts';
import { remoteHost } from '../../../src/run/session/remote/host.ts';
import { parseTarget } from '../../../src/run/session/remote/target.ts';
import { Session } from '../../../src/run/session/session.ts';
import { contract } from '../contract/contract.ts';
import { blockOf, freshDirectory, type Shell } from '../support.ts';
import { hasSshd, Sshd } from './sshd.ts';

describe.skipIf(!hasSshd)('on another host', () => {
  let sshd: Sshd;
  let connection: Connection;

  beforeAll(async () => {
    sshd = await Sshd.start();
    connection = new Connection({
      host: 'staging-server',
      target: parseTarget('staging-server')!,
      env: sshd.clientEnv,
      directory: freshDirectory(),
      terminal: null,
      patience: 20_000,
    });
    await connection.open();
  });

  afterAll(async () => {
    await connection.close();
    await sshd.remove();
  });

  contract(() => open(connection), false);
});

/** A login that comes to a fresh directory, on a connection that all share. */
async function open(connection: Connection): Promise<Shell> {
  const cwd = await realpath(mkdtempSync(join(tmpdir(), 'procs-there-')));
  const place = remoteHost(connection);
  const session = await Session.open({
    directory: join(freshDirectory(), 'blocks'),
    cwd,
    env: process.env,
    grace: 300,
    placeOf: () => ({
      ...place,
      initialState: async () =>
        (await place.initialState()).replace(/^builtin cd -- .*$/m, `builtin cd -- '${cwd}'`),
    }),
  });
  return {
    session,
    cwd,
    async run(code, more = {}, options = {}) {
      const attempt = await session.prepare('test');
      const block = blockOf(code, { host: connection.host, ...more });
      const outcome = await session.run(block, attempt, options);
      session.commit(outcome);
      const text = (file: string | null) => (file === null ? '' : readFileSync(file, 'utf8'));
      return { ...outcome, out: text(outcome.stdout), err: text(outcome.stderr) };
    },
  };
}
