/** How an attempt stands on its host, with the files that it left there. */
import { constants } from 'node:os';
import { join } from 'node:path';
import { readEvents } from '../events.ts';
import type { Exit } from '../place.ts';
import { readFetched, remoteDirectory, type Standing } from './bundle.ts';
import type { Connection } from './connection.ts';
import { ConnectionFailure } from './failure.ts';

/** @throws {ConnectionFailure} where the host could not be asked */
export async function fetchAttempt(
  connection: Connection,
  cookie: string,
): Promise<{ standing: Standing; files: Map<string, Buffer> }> {
  const printed = await connection.ask(['alive', 'fetch'], { directory: remoteDirectory(cookie) });
  const fetched = readFetched(printed);
  if (fetched === null)
    throw new ConnectionFailure('dropped', `the answer of ${connection.host} was cut off`);
  return fetched;
}

/** bash tells a signal by a status over 128, and so does a block's own `exit`: the driver saw the latter. */
export async function exitOfAttempt(directory: string, status: number): Promise<Exit> {
  if (status <= 128) return { kind: 'exited', status };
  const { finish } = readEvents(join(directory, 'events'), '');
  const signal = Object.entries(constants.signals).find(([, number]) => number === status - 128);
  if (finish !== null || signal === undefined) return { kind: 'exited', status };
  return { kind: 'signalled', signal: signal[0] };
}

export function lost(kind: 'vanished' | 'absent', host: string): Exit {
  const reason =
    kind === 'vanished'
      ? `${host} does not know how it ended: the host was restarted, or what watched over the block was killed`
      : `nothing of it is found on ${host}: it did not come to be started, or the host was restarted since`;
  return { kind: 'lost', reason };
}
