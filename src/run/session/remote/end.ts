/** Ends what an attempt started on its host. */
import { remoteDirectory } from './bundle.ts';
import type { Connection } from './connection.ts';
import { ConnectionFailure } from './failure.ts';
import { behind, collect, exitOf } from './streams.ts';

/**
 * TERM, up to `grace` milliseconds, then KILL, until nothing of it is left. `hurry` aborted: KILL at once.
 *
 * @returns in words, what would not go
 * @throws {ConnectionFailure} where the host could not be told
 */
export async function endRemoteTree(
  connection: Connection,
  cookie: string,
  grace: number,
  hurry?: AbortSignal,
): Promise<readonly string[]> {
  const { child, marker } = connection.start(['alive', 'end'], {
    directory: remoteDirectory(cookie),
    cookie,
    grace,
  });
  const kill = () => child.stdin!.write('kill\n');
  if (hurry?.aborted === true) kill();
  else hurry?.addEventListener('abort', kill, { once: true });
  child.stderr!.resume();
  const [out, code] = await Promise.all([collect(child.stdout!), exitOf(child)]);
  hurry?.removeEventListener('abort', kill);
  child.stdin!.destroy();
  const answer = behind(marker, out);
  if (code !== 0 || answer === null)
    throw new ConnectionFailure('dropped', `${connection.host} could not be told to end it`);
  const left = answer.toString('latin1').trim();
  return left === ''
    ? []
    : [`processes ${left.split(' ').join(', ')} on ${connection.host} could not be ended`];
}
