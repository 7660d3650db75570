/** A shell for the operator on a host, with the real terminal, through the run's own connection. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt } from '../attempt.ts';
import { bundleOf, keepFetched, remoteDirectory } from './bundle.ts';
import type { Connection } from './connection.ts';
import { fetchAttempt } from './fetch.ts';
import { textOf } from './scripts.ts';
import { exitOf } from './streams.ts';

/**
 * Like a block at the terminal it ends with the connection.
 * @throws {ConnectionFailure} where the host cannot be used, or is gone when it has ended
 */
export async function shellOnHost(
  connection: Connection,
  { directory, cookie }: Attempt,
  state: string,
): Promise<void> {
  const there = remoteDirectory(cookie);
  await connection.open(true);
  const files = bundleOf([
    ['shell-rc', await readFile(join(directory, 'shell-rc'))],
    ['before', await readFile(state)],
    ['state', Buffer.alloc(0)],
    ['shell', Buffer.from(textOf('shell'))],
  ]);
  await connection.ask(['upload', 'ready'], { directory: there }, files);
  const command = `exec bash --noprofile --norc ${there}/shell ${there} ${cookie}`;
  await exitOf(connection.startAtTerminal(command));
  const fetched = await connection.insist(() => fetchAttempt(connection, cookie));
  connection.discard(cookie);
  await keepFetched(directory, fetched.files);
}
