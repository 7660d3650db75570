/** A block on a host that needs the terminal: it gets one there, and its output is not captured. */
import type { Exit, Launch, Running } from '../place.ts';
import { bundle, keepFetched, remoteDirectory } from './bundle.ts';
import type { Connection } from './connection.ts';
import { endRemoteTree } from './end.ts';
import { ConnectionFailure } from './failure.ts';
import { exitOfAttempt, fetchAttempt, lost } from './fetch.ts';
import { exitOf } from './streams.ts';

/** Unlike others it ends with the connection: nobody could answer it any more. */
export function startAtTerminal(connection: Connection, launch: Launch): Running {
  const { attempt } = launch;
  return {
    exit: run(connection, launch),
    async end(grace, hurry) {
      try {
        return await endRemoteTree(connection, attempt.cookie, grace, hurry);
      } catch (error) {
        if (!(error instanceof ConnectionFailure)) throw error;
        return [`its processes on ${connection.host} could not be ended: ${error.message}`];
      }
    },
  };
}

async function run(connection: Connection, launch: Launch): Promise<Exit> {
  const { attempt, keep } = launch;
  const { directory, cookie } = attempt;
  const there = remoteDirectory(cookie);
  let started = false;
  try {
    await connection.open();
    const scripts = ['upload', 'pipes', 'ready'] as const;
    await connection.ask(scripts, { directory: there, cookie }, await bundle(launch));
    started = true;
    const command = `exec bash --noprofile --norc ${there}/terminal ${there} ${cookie}`;
    await exitOf(connection.startAtTerminal(command));
    await connection.open();
    const { standing, files } = await fetchAttempt(connection, cookie);
    connection.discard(cookie);
    if (standing.kind !== 'ended')
      return lost(standing.kind === 'absent' ? 'absent' : 'vanished', connection.host);
    await keepFetched(attempt, files, keep);
    return await exitOfAttempt(directory, standing.status);
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    return { kind: started ? 'lost' : 'not-started', reason: error.message };
  }
}
