/** Looks after a block in the background where it lives: by its processes on this machine, by asking its host elsewhere. */
import { mapped } from '../plan/host-map.ts';
import { endTree, isAlive } from '../session/processes.ts';
import type { Connection } from '../session/remote/connection.ts';
import { endRemoteTree } from '../session/remote/end.ts';
import { ConnectionFailure } from '../session/remote/failure.ts';
import { fetchAttempt } from '../session/remote/fetch.ts';
import { parseTarget } from '../session/remote/target.ts';
import type { Background } from './background.ts';
import type { RunContext } from './context.ts';

/** `unknown`: its host cannot be asked. */
export type Life = 'running' | 'ended' | 'unknown';

export async function lifeOf(
  ctx: RunContext,
  { host, cookie, leader }: Pick<Background, 'host' | 'cookie' | 'leader'>,
): Promise<Life> {
  if (host === null) {
    if (leader === null) return 'unknown';
    return isAlive(leader.pid, leader.startTime) ? 'running' : 'ended';
  }
  const connection = connectionTo(ctx, host);
  if (connection === null) return 'unknown';
  return lifeOn(connection, cookie);
}

/** Tries for as long as the run has patience with its connections. */
export async function lifeOn(connection: Connection, cookie: string): Promise<Life> {
  try {
    const { standing } = await connection.insist(() => fetchAttempt(connection, cookie));
    return standing.kind === 'running' ? 'running' : 'ended';
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    return 'unknown';
  }
}

/** Ends what outlived a block's shell. @returns in words, what would not go */
export async function endStrays(
  ctx: RunContext,
  { host, cookie }: Pick<Background, 'host' | 'cookie'>,
  grace: number,
  hurry: AbortSignal,
): Promise<readonly string[]> {
  if (host === null) {
    await endTree(cookie, null, grace, hurry);
    return [];
  }
  const connection = connectionTo(ctx, host);
  try {
    if (connection === null) return [ctx.words.background.leftThere(host, cookie)];
    await connection.open();
    return await endRemoteTree(connection, cookie, grace, hurry);
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    return [ctx.words.background.leftThere(host, cookie)];
  }
}

/** `null`: nobody said how to get there. */
export function connectionTo({ connections, settings }: RunContext, host: string) {
  const known = connections.known(host);
  if (known !== null) return known;
  const target = mapped(settings.hosts, host) ?? parseTarget(host);
  return target === null || target === 'local' ? null : connections.to(host, target);
}
