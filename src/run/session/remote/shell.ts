/** A shell for the operator on a host, with the real terminal, through the run's own connection. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt } from '../attempt.ts';
import type { Keep } from '../place.ts';
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
  attempt: Attempt,
  given: string,
  keep: Keep,
): Promise<void> {
  const { directory, cookie } = attempt;
  const there = remoteDirectory(cookie);
  await connection.open(true);
  const files = bundleOf([
    ['shell-rc', await readFile(join(directory, 'shell-rc'))],
    ['-', Buffer.from(given, 'latin1')],
    ['holder', Buffer.from(textOf('holder'))],
    ['shell', Buffer.from(textOf('shell'))],
  ]);
  await connection.ask(['upload', 'pipes', 'ready'], { directory: there, cookie }, files);
  const command = `exec bash --noprofile --norc ${there}/shell ${there} ${cookie}`;
  await exitOf(connection.startAtTerminal(command));
  const fetched = await connection.insist(() => fetchAttempt(connection, cookie));
  connection.discard(cookie);
  await keepFetched(attempt, fetched.files, keep);
}
