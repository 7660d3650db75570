/**
 * A host behind a connection as a place for attempts. A guardian there stands above each block, so that
 * a connection that goes away ends nothing: what the block prints and how it ends lies in files there.
 */
import type { Place } from '../place.ts';
import { startAttempt } from './attempt.ts';
import { remoteDirectory } from './bundle.ts';
import type { Connection } from './connection.ts';
import { startAtTerminal } from './interactive.ts';
import { loginState } from './login.ts';
import { shellOnHost } from './shell.ts';

export function remoteHost(connection: Connection): Place {
  return {
    host: connection.host,
    paths: (attempt) => {
      const directory = remoteDirectory(attempt.cookie);
      return { directory, give: `${directory}/give`, take: `${directory}/take` };
    },
    initialState: () => connection.insist(() => loginState(connection)),
    shell: (...how) => shellOnHost(connection, ...how),
    start: (launch) => (launch.interactive ? startAtTerminal : startAttempt)(connection, launch),
  };
}
