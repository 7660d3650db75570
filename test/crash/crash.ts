/**
 * Kills the runner with SIGKILL, at a random moment or at a line of its journal, and goes on with the
 * run, again and again until it ends. What must hold after each kill, and at the end, is checked here.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, seeded } from '../../fuzz/random.ts';
import { endTree, treeOf } from '../../src/run/session/processes.ts';
import {
  counted,
  type Features,
  NAME,
  read,
  someFeatures,
  type Victim,
  writeVictim,
} from './victim.ts';

const HERE = import.meta.dirname;
const BIN = path.resolve(HERE, '../../bin/procs.js');

/** Milliseconds; far more than any of it takes. */
const PATIENCE = 120_000;

export interface Crashed {
  readonly seed: number;
  readonly kills: number;
  /** Blocks that ended without a runner and were taken over. */
  readonly adopted: number;
  /** Blocks that were run again because that was asked for. */
  readonly repeated: number;
  /** What did not hold, in words; empty: all did. */
  readonly problems: readonly string[];
  readonly root: string;
}

/** `remote`: what makes `ssh staging-server` work; without it no victim goes there. */
export interface CrashOptions {
  readonly remote?: NodeJS.ProcessEnv | undefined;
}

/** When a runner is killed. `null`: never. */
type Kill = Random | string | null;

interface Run {
  readonly id: string;
  /** Whole lines. */
  readonly journal: string;
  readonly records: readonly Line[];
}

interface Line {
  readonly event: string;
  readonly ref?: string;
  readonly verdict?: string | null;
  readonly cookie?: string;
  readonly choice?: string;
  readonly background?: object;
}

/** `kills`: at most so many before the run is let go. */
export async function crash(
  seed: number,
  kills: number,
  { remote }: CrashOptions = {},
): Promise<Crashed> {
  const random = seeded(seed);
  const features = someFeatures(random, remote !== undefined);
  const schedule = Array.from({ length: kills }, () => random);
  return toTheEnd(seed, writeVictim(random, features), random, schedule, remote);
}

/** Everything that a victim can have, but for another host where there is none. */
export function everything(remote: boolean): Features {
  return { background: true, retry: true, rollback: true, gates: true, remote };
}

/**
 * One runner, killed at one line of its journal (see kill-at.ts), and the run gone on with. `null`: it
 * wrote fewer lines.
 */
export async function crashAt(
  at: string,
  features: Features,
  { remote }: CrashOptions = {},
): Promise<Crashed | null> {
  const random = seeded(7);
  const crashed = await toTheEnd(0, writeVictim(random, features), random, [at], remote);
  return crashed.kills === 0 && crashed.problems.length === 0 ? null : crashed;
}

async function toTheEnd(
  seed: number,
  victim: Victim,
  random: Random,
  schedule: readonly Kill[],
  remote: NodeJS.ProcessEnv = {},
): Promise<Crashed> {
  const problems: string[] = [];
  let killed = 0;
  let repeated = 0;
  let again = false;
  for (let round = 0; round < schedule.length * 3 + 10; round++) {
    const before = readRun(victim);
    const begun = counted(victim.root).begun;
    const kill = schedule[killed] ?? null;
    const last = kill === null && killed > 0 && random.chance(0.5);
    let status = await oneProcess(victim, before, again || last, kill, remote);
    if (typeof kill === 'string' && kill.startsWith('full:') && typeof status === 'number')
      status = stoppedFull(victim, status, problems) ? 'killed' : status;
    await nothingLeft(victim, problems);
    const after = readRun(victim);
    repeated += compare(before, after, begun, again || last, victim, problems);
    if (status === 'killed') killed += 1;
    if (status === 0 || endOf(after) !== null) {
      atTheEnd(victim, after, status !== 'killed', problems);
      break;
    }
    if (status === 'killed') {
      again = random.chance(0.5);
    } else if (status === 4 && !again && !last) again = true;
    else {
      problems.push(`the runner ended with ${status}`);
      break;
    }
    if (problems.length > 0) break;
  }
  const adopted = readRun(victim)?.records.filter(({ choice }) => choice === 'doubt:a').length ?? 0;
  await endAll(victim);
  if (problems.length === 0) rmSync(victim.root, { recursive: true, force: true });
  return { seed, kills: killed, adopted, repeated, problems, root: victim.root };
}

/** A runner whose disk is full stops in words, and leaves a journal that is whole. */
function stoppedFull(victim: Victim, status: number, problems: string[]): boolean {
  const said = read(path.join(victim.root, 'said'));
  if (/^\s+at /m.test(said)) problems.push(`a stack trace: ${said}`);
  if (status !== 2 && status !== 4) return false;
  const runs = path.join(victim.root, '.procs/runs');
  for (const id of existsSync(runs) ? readdirSync(runs) : []) {
    const text = read(path.join(runs, id, 'journal.jsonl'));
    if (text !== '' && !text.endsWith('\n')) problems.push('half a line is left in the journal');
  }
  return true;
}

/** Starts the run, or goes on with it; kills it where that is asked for. */
async function oneProcess(
  victim: Victim,
  before: Run | null,
  again: boolean,
  kill: Kill,
  remote: NodeJS.ProcessEnv,
): Promise<number | 'killed' | null> {
  const args = [
    'run',
    ...(before === null ? [NAME] : ['--resume', before.id]),
    '--yes',
    ...(victim.failing === null ? [] : ['--rollback-on-failure']),
    ...(again && before !== null ? ['--again'] : []),
  ];
  const exact = typeof kill === 'string';
  const node = exact ? ['--import', path.join(HERE, 'kill-at.ts')] : [];
  const child = spawn(process.execPath, [...node, BIN, ...args], {
    cwd: victim.root,
    env: { ...environment(victim.root), ...remote, ...(exact ? { PROCS_CRASH_AT: kill } : {}) },
    stdio: ['ignore', 'ignore', openSync(path.join(victim.root, 'said'), 'a')],
    detached: true,
  });
  const ended = new Promise<number | 'killed' | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal === 'SIGKILL' ? 'killed' : code)),
  );
  if (kill !== null && !exact) {
    const random = kill;
    const over = new AbortController();
    void ended.then(() => over.abort());
    await (random.chance(0.5)
      ? sleep(random.below(2500), undefined, { signal: over.signal }).catch(() => {})
      : atLine(victim, lines(before) + 1 + random.below(12), over.signal));
    child.kill('SIGKILL');
  }
  return Promise.race([ended, tooLong(child)]);
}

async function tooLong(child: ChildProcess): Promise<null> {
  await sleep(PATIENCE, undefined, { ref: false });
  child.kill('SIGKILL');
  return null;
}

/** Until the journal holds so many lines. */
async function atLine(victim: Victim, count: number, over: AbortSignal): Promise<void> {
  while (!over.aborted && lines(readRun(victim)) < count) await sleep(2);
}

function lines(run: Run | null): number {
  return run === null ? 0 : run.records.length;
}

/** What one process, killed or not, may have changed. Answers how many blocks it ran again. */
function compare(
  before: Run | null,
  after: Run | null,
  begun: ReadonlyMap<string, number>,
  again: boolean,
  victim: Victim,
  problems: string[],
): number {
  const now = counted(victim.root);
  if (before !== null && after?.id === before.id && !after.journal.startsWith(before.journal))
    problems.push('lines of the journal that were on disk are gone or changed');
  const started = refs(after, 'block-started');
  for (const [ref, times] of now.begun) {
    const known = started.filter((each) => each === ref).length;
    if (times > known)
      problems.push(`${ref} ran ${times} times, and the journal knows of ${known}`);
  }
  const known = new Set(before === null ? [] : refs(before, 'block-started'));
  const settled = new Set(
    before?.records
      .filter(({ event, verdict }) => event === 'block-ended' && verdict === 'passed')
      .map(({ ref }) => ref),
  );
  let repeated = 0;
  for (const ref of known) {
    const more = (now.begun.get(ref) ?? 0) - (begun.get(ref) ?? 0);
    // Journaled, and killed before bash came to its first line: to run it is no repetition.
    if (more > 0 && (begun.get(ref) ?? 0) > 0) repeated += more;
    if (more > 0 && settled.has(ref)) problems.push(`${ref} had passed and was run again`);
    if (more > 0 && !again)
      problems.push(`${ref} may have run, and was run again without being asked`);
    if (more > 1 && !victim.retried.includes(ref))
      problems.push(`${ref} was run ${more} times by one process`);
    if (more > 0 && (begun.get(ref) ?? 0) > 0 && victim.behind.includes(ref))
      problems.push(`${ref} was started in the background again`);
  }
  for (const ref of refs(after, 'block-ended', 'passed'))
    if (!now.ended.has(ref))
      problems.push(`${ref} is said to have passed and did not run to its end`);
  return repeated;
}

/** Of the run, where the journal tells it. */
function endOf(run: Run | null): string | null {
  return run?.records.findLast(({ event }) => event === 'run-ended')?.verdict ?? null;
}

function refs(run: Run | null, event: string, verdict?: string): string[] {
  return (run?.records ?? [])
    .filter((each) => each.event === event && (verdict === undefined || each.verdict === verdict))
    .map(({ ref }) => ref!);
}

function atTheEnd(victim: Victim, run: Run | null, alive: boolean, problems: string[]): void {
  const { begun, ended } = counted(victim.root);
  const verdicts = new Map(
    run?.records
      .filter(({ event }) => event === 'step-ended')
      .map(({ ref, verdict }) => [ref, verdict]),
  );
  for (const ref of victim.steps) {
    if (!begun.has(ref) || !ended.has(ref)) problems.push(`${ref} was left out`);
    if (verdicts.get(ref) !== 'passed')
      problems.push(`the journal says that ${ref} is ${verdicts.get(ref)}`);
  }
  const { failing } = victim;
  if (failing !== null && verdicts.get(failing) !== 'failed')
    problems.push(`the journal says that ${failing}, which fails, is ${verdicts.get(failing)}`);
  const total = read(path.join(victim.root, 'total')).trim();
  if (total !== String(victim.counted))
    problems.push(`the session counted ${total} of ${victim.counted} blocks`);
  const wanted = failing === null ? 'passed' : 'failed';
  // Killed while it ended what ran in the background: nobody knows how that came to its end.
  const missed = refs(run, 'block-ended', 'unverified').some((ref) => victim.behind.includes(ref));
  const isHonest = missed && failing === null && endOf(run) === 'unverified';
  if (endOf(run) !== wanted && !isHonest) problems.push(`the run is ${endOf(run)}, not ${wanted}`);
  for (const cookie of cookiesOf(run, alive ? 'all' : 'waited for'))
    if (treeOf(cookie, null).length > 0) problems.push('the run has ended, and a block of it runs');
  const locks = path.join(victim.root, '.procs/locks');
  const held = existsSync(locks) ? readdirSync(locks).filter((name) => name.endsWith('.lock')) : [];
  if (alive && held.length > 0) problems.push(`a lock was left behind: ${held.join(', ')}`);
  const verified = spawnSync(process.execPath, [BIN, 'runs', 'verify', run!.id], {
    cwd: victim.root,
    env: environment(victim.root),
    encoding: 'utf8',
  });
  if (verified.status !== 0)
    problems.push(`its journal does not verify: ${verified.stdout}${verified.stderr}`);
}

/** Blocks whose runner died come to their end by themselves; nothing else may be left of any. */
async function nothingLeft(victim: Victim, problems: string[]): Promise<void> {
  const run = readRun(victim);
  const cookies = cookiesOf(run, endOf(run) === null ? 'waited for' : 'all');
  for (const cookie of cookies) {
    const deadline = performance.now() + PATIENCE;
    while (treeOf(cookie, null).length > 0) {
      if (performance.now() > deadline) {
        problems.push(
          `processes of a block are left: ${treeOf(cookie, null)
            .map(({ pid }) => pid)
            .join(', ')}`,
        );
        return;
      }
      await sleep(20);
    }
  }
}

/** Of blocks that the run waits for, or of those in the background as well. */
function cookiesOf(run: Run | null, which: 'all' | 'waited for'): string[] {
  return (run?.records ?? []).flatMap(({ cookie, background }) =>
    cookie === undefined || (which === 'waited for' && background !== undefined) ? [] : cookie,
  );
}

async function endAll(victim: Victim): Promise<void> {
  for (const cookie of cookiesOf(readRun(victim), 'all')) await endTree(cookie, null, 100);
}

/** The run, as far as whole lines of its journal tell; `null`: none has begun. */
function readRun(victim: Victim): Run | null {
  const runs = path.join(victim.root, '.procs/runs');
  const ids = existsSync(runs) ? readdirSync(runs).sort().reverse() : [];
  for (const id of ids) {
    const text = read(path.join(runs, id, 'journal.jsonl'));
    const journal = text.slice(0, text.lastIndexOf('\n') + 1);
    if (journal === '') continue;
    const records = journal
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    return { id, journal, records };
  }
  return null;
}

function environment(root: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NO_COLOR: '1',
    PROCS_OPERATOR: 'Ada',
    XDG_CONFIG_HOME: root,
    HOME: root,
  };
}
