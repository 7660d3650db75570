/** What a run acts on: two runs of a procedure may go on at once where they act on different things. */
import { hostname } from 'node:os';
import type { Procedure, RunAction } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';

/**
 * The name that the operator gives (`--target`), else each host that the procedure names, as the host
 * map has it; a procedure that names none acts on this machine. All flows count, not only what is
 * selected: whoever runs a part still acts on the same machines.
 */
export function targetsOf(
  procedure: Procedure,
  hostMap: readonly string[],
  name: string | null,
): string[] {
  if (name !== null) return [name];
  const mapped = new Map(
    hostMap.map((entry): [string, string] => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  const hosts = procedure.flows
    .flatMap(({ stages }) => stages.flatMap(({ steps }) => steps))
    .flatMap(({ actions }) => actions)
    .flatMap((action) => (action.kind === 'run' ? hostsOf(action) : []))
    .map((host) => mapped.get(host) ?? host)
    .filter((host) => host !== 'local');
  return hosts.length === 0 ? [thisMachine()] : [...new Set(hosts)].sort();
}

export function thisMachine(): string {
  return hostname();
}

/** A block that goes to a host and comes back says so only in its text. */
function hostsOf({ host, hostAfter, code }: RunAction): string[] {
  const moves = analyzeShell(code).moves.map((move) => move.host);
  return [host, hostAfter, ...moves].filter((each) => each !== null);
}
