/** Opens the connections of a run before its first block, so that what is missing shows before anything was done. */
import type { Operator } from './operator/operator.ts';
import type { RunOptions } from './options.ts';
import type { PlannedHost } from './plan/hosts.ts';
import type { ToolElsewhere } from './plan/tools-elsewhere.ts';
import { RunRefused } from './refusal.ts';
import type { Connection } from './session/remote/connection.ts';
import type { Connections } from './session/remote/connections.ts';
import { ConnectionFailure } from './session/remote/failure.ts';
import { loginState } from './session/remote/login.ts';
import { missingThere } from './session/remote/tools.ts';
import { refuseUnanswered } from './unanswered.ts';
import type { Words } from './words/words.ts';

/**
 * One after the other: each may ask at the terminal.
 * @throws {RunRefused} where a host cannot be used, and nobody wants to start all the same
 */
export async function openConnections(
  connections: Connections,
  hosts: readonly PlannedHost[],
  tools: readonly ToolElsewhere[],
  { connectLater, acceptMissing }: Pick<RunOptions, 'connectLater' | 'acceptMissing'>,
  operator: Operator,
  words: Words,
  note: (text: string) => void,
): Promise<void> {
  const say = words.hosts;
  for (const { host, target } of hosts) connections.to(host, target);
  if (connectLater) return;
  const failures: string[] = [];
  const missing: string[] = [];
  for (const { host, target } of hosts) {
    const connection = connections.to(host, target);
    note(say.connecting(host));
    try {
      await operator.lend(() => connection.open(operator.terminal));
      await loginState(connection);
      const lacks = await lackedThere(connection, tools, words);
      missing.push(...lacks.certain);
      for (const text of lacks.maybe) note(text);
    } catch (error) {
      if (!(error instanceof ConnectionFailure)) throw error;
      failures.push(`  - ${error.message}`);
    }
  }
  if (acceptMissing) for (const text of missing.splice(0)) note(text);
  if (failures.length + missing.length === 0) return;
  const { title, goOn, problem } = words.gates.preflight;
  const list = missing.map((text) => `  - ${operator.attended ? text : problem(text)}`);
  const message = [
    ...(failures.length > 0 ? [say.refused(failures.join('\n'))] : []),
    ...(missing.length > 0 ? [`${title}\n${list.join('\n')}`] : []),
  ].join('\n');
  if (!operator.attended) throw new RunRefused(2, message);
  const isWanted = await refuseUnanswered(message, () =>
    operator.confirm(`${message}\n${failures.length > 0 ? say.goOn : goOn}`),
  );
  if (!isWanted) throw new RunRefused(2, message);
}

/** What its blocks need of a host, and a login there does not find. */
async function lackedThere(
  connection: Connection,
  tools: readonly ToolElsewhere[],
  { gates }: Words,
): Promise<{ readonly certain: readonly string[]; readonly maybe: readonly string[] }> {
  const say = gates.preflight;
  const own = tools.filter(({ host }) => host === connection.host);
  const missing = await missingThere(
    connection,
    own.map(({ name }) => name),
  );
  const lacking = own.filter(({ name }) => missing.has(name));
  const inWords = ({ name, ref, line, certain, host }: ToolElsewhere) =>
    say.toolOn(host, (certain ? say.tool : say.maybeTool)(name, say.step(ref, line)));
  return {
    certain: lacking.filter(({ certain }) => certain).map(inWords),
    maybe: lacking.filter(({ certain }) => !certain).map(inWords),
  };
}
