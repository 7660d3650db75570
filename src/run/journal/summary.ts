/** One line for each run: what it was, by whom, how long, how it ended. And which of them may go. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../model/index.ts';
import { listRuns, type StoredRun } from './store.ts';

export interface RunSummary {
  readonly id: string;
  readonly procedure: string;
  readonly flow: string;
  /** `null`: the hosts that the procedure names, or this machine. */
  readonly target: string | null;
  readonly hostMap: readonly string[];
  readonly operator: string;
  readonly started: string;
  /** Of the last record, where the run has not ended. */
  readonly until: string;
  readonly milliseconds: number;
  readonly state: StoredRun['state'];
  readonly verdict: Verdict | null;
  /** Machine of the process that carries it, or did last. */
  readonly host: string | null;
}

export function summaryOf({ id, records, progress, state }: StoredRun): RunSummary {
  const start = progress.start!;
  const until = records.at(-1)!.at;
  return {
    id,
    procedure: start.procedure.name,
    flow: start.flow,
    target: start.target ?? null,
    hostMap: start.hostMap,
    operator: progress.process?.operator ?? start.operator,
    started: start.at,
    until,
    milliseconds: Math.max(0, Date.parse(until) - Date.parse(start.at)),
    state,
    verdict: progress.end?.verdict ?? null,
    host: progress.process?.host ?? null,
  };
}

export interface PruneOptions {
  /** Only runs that ended before this time. */
  readonly before: Date;
  /** So many of the latest of each procedure stay all the same. */
  readonly keep: number;
  /** `false`: nothing is removed. */
  readonly remove: boolean;
}

/** Runs that have ended and may go. One that could be resumed, or cannot be read, never does. */
export function pruneRuns(runs: string, { before, keep, remove }: PruneOptions): RunSummary[] {
  const ended = listRuns(runs)
    .runs.filter(({ state }) => state === 'ended')
    .map(summaryOf);
  const byProcedure = Map.groupBy(ended, ({ procedure }) => procedure);
  const going = [...byProcedure.values()]
    .flatMap((each) => each.slice(0, Math.max(0, each.length - keep)))
    .filter(({ until }) => Date.parse(until) < before.getTime())
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (remove) for (const { id } of going) rmSync(join(runs, id), { recursive: true, force: true });
  return going;
}
