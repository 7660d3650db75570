/** Opens the connections of a run before its first block, so that what is missing shows before anything was done. */
import type { Operator } from './operator/operator.ts';
import type { RunOptions } from './options.ts';
import type { PlannedHost } from './plan/hosts.ts';
import { RunRefused } from './refusal.ts';
import type { Connections } from './session/remote/connections.ts';
import { ConnectionFailure } from './session/remote/failure.ts';
import { loginState } from './session/remote/login.ts';
import { refuseUnanswered } from './unanswered.ts';
import type { Words } from './words/words.ts';

/**
 * One after the other: each may ask at the terminal.
 * @throws {RunRefused} where a host cannot be used, and nobody wants to start all the same
 */
export async function openConnections(
  connections: Connections,
  hosts: readonly PlannedHost[],
  { connectLater }: Pick<RunOptions, 'connectLater'>,
  operator: Operator,
  { hosts: say }: Words,
  note: (text: string) => void,
): Promise<void> {
  for (const { host, target } of hosts) connections.to(host, target);
  if (connectLater) return;
  const failures: string[] = [];
  for (const { host, target } of hosts) {
    const connection = connections.to(host, target);
    note(say.connecting(host));
    try {
      await operator.lend(() => connection.open(operator.terminal));
      await loginState(connection);
    } catch (error) {
      if (!(error instanceof ConnectionFailure)) throw error;
      failures.push(`  - ${error.message}`);
    }
  }
  if (failures.length === 0) return;
  const message = say.refused(failures.join('\n'));
  if (!operator.attended) throw new RunRefused(2, message);
  const isWanted = await refuseUnanswered(message, () =>
    operator.confirm(`${message}\n${say.goOn}`),
  );
  if (!isWanted) throw new RunRefused(2, message);
}
