/** Where runs are kept: a folder for each, with its journal and the output of its blocks. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RunRefused } from '../refusal.ts';
import { isAlive } from '../session/processes.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { JournalError, NAME, readJournal } from './journal.ts';
import type { JournalRecord } from './record.ts';
import { type Progress, readProgress } from './resume.ts';

export interface StoredRun {
  /** Name of its folder. */
  readonly id: string;
  readonly directory: string;
  readonly records: readonly JournalRecord[];
  readonly progress: Progress;
  /** `ended`; `running`: its process lives; `stopped`: it can be resumed. */
  readonly state: 'ended' | 'running' | 'stopped';
}

/** Runs of a workspace are kept below its root, unless the environment names another folder. */
export function runsDirectory(root: string, env: NodeJS.ProcessEnv): string {
  const named = env.PROCS_RUNS_DIR;
  return named !== undefined && named !== '' ? named : join(root, '.procs', 'runs');
}

/** @throws {RunRefused} where the folder cannot be made */
export function newRunDirectory(
  runs: string,
  procedure: string,
  { runs: say }: Words,
  now = new Date(),
): string {
  // Milliseconds, so that the order of the names is the order of the runs.
  const stamp = now
    .toISOString()
    .replace(/[-:.Z]/g, '')
    .replace('T', '-');
  const name = procedure.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 60);
  const directory = join(runs, `${stamp}-${name}-${randomBytes(2).toString('hex')}`);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new RunRefused(2, say.cannotWrite(runs, (error as Error).message));
  }
  return directory;
}

/** Names of all runs, oldest first, whether or not their journals can be read. */
export function runIds(runs: string): string[] {
  if (!existsSync(runs)) return [];
  return readdirSync(runs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(runs, entry.name, NAME)))
    .map(({ name }) => name)
    .sort();
}

/** All runs, oldest first. Those whose journal cannot be read are told, not hidden. */
export function listRuns(runs: string): { runs: StoredRun[]; damaged: string[] } {
  const found: StoredRun[] = [];
  const damaged: string[] = [];
  for (const id of runIds(runs)) {
    try {
      const run = readRun(runs, id);
      if (run.progress.start !== null) found.push(run);
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      damaged.push(error.message);
    }
  }
  return { runs: found, damaged };
}

/** @throws {JournalError} where its journal cannot be read */
export function readRun(runs: string, id: string): StoredRun {
  const directory = join(runs, id);
  const { records } = readJournal(directory);
  const progress = readProgress(records);
  const { process, end } = progress;
  const alive = process !== null && isAlive(process.pid, process.startTime);
  const isOver = end !== null && end.verdict !== null;
  return {
    id,
    directory,
    records,
    progress,
    state: isOver ? 'ended' : alive && end === null ? 'running' : 'stopped',
  };
}

/** The run that was started last. @throws {RunRefused} where there is none */
export function latestRun(runs: string, { runs: say }: Words = en): StoredRun {
  const all = listRuns(runs);
  const found = all.runs.at(-1);
  if (found !== undefined) return found;
  throw new RunRefused(2, [say.noneIn(runs), ...all.damaged].join('\n'));
}

/** The run that a person means: by its ID, else the latest that can be resumed, of `procedure` where it is named. */
export function findRun(
  runs: string,
  id: string | null,
  procedure: string | null,
  { runs: say }: Words = en,
): StoredRun {
  const all = listRuns(runs);
  const matching = all.runs.filter(
    (run) =>
      (id === null || run.id === id || run.id.startsWith(id)) &&
      (procedure === null || run.progress.start?.procedure.name === procedure),
  );
  const found = id === null ? matching.findLast(({ state }) => state !== 'ended') : matching.at(-1);
  if (found !== undefined && (id === null || matching.length === 1 || found.id === id))
    return found;
  if (matching.length > 1 && id !== null) {
    throw new RunRefused(
      2,
      say.several(
        id,
        matching.map((run) => run.id),
      ),
    );
  }
  const none = id === null ? say.noneToResume(procedure, runs) : say.noRun(id, runs);
  throw new RunRefused(2, [none, ...all.damaged].join('\n'));
}
