/** A run from beginning to end, and going on with one that was cut off. */
import type { Procedure } from '../model/index.ts';
import type { CompiledDocument, Workspace } from '../workspace/workspace.ts';
import { Execution } from './execution.ts';
import {
  type Given,
  givenWith,
  inForce,
  inOptions,
  type Standing,
  standingOf,
  withStanding,
} from './given.ts';
import { wordsOfRun } from './journal/language.ts';
import { maskLeftovers } from './journal/leftovers.ts';
import { VERSION } from './journal/record.ts';
import { key, readProgress } from './journal/resume.ts';
import { findRun, newRunDirectory, runsDirectory, type StoredRun } from './journal/store.ts';
import { type RunOptions, wordsFor } from './options.ts';
import type { Plan, Selection } from './plan/plan.ts';
import { MASK } from './redact.ts';
import { RunRefused } from './refusal.ts';
import {
  hostsFor,
  planFor,
  problemsFor,
  problemsOnResuming,
  settleMissing,
  toolsFor,
} from './starting.ts';
import { takeOver } from './take-over.ts';
import { refuseUnanswered } from './unanswered.ts';
import { type Words, wordsOf } from './words/words.ts';

/**
 * Runs a flow of a procedure.
 *
 * @returns the exit status: 0 passed, 1 failed, 3 something is unverified, 4 stopped, 130 interrupted.
 * @throws {RunRefused} where it does not start.
 */
export async function startRun(
  workspace: Workspace,
  document: CompiledDocument,
  selection: Selection,
  options: RunOptions,
): Promise<number> {
  const { procedure } = document;
  const plan = planFor(procedure, selection, options);
  const words = wordsFor(options, procedure);
  refuseProblems({ ...plan, problems: problemsFor(workspace, plan, options, words) }, words);
  const execution = new Execution(options, words);
  try {
    const values = await refuseUnanswered(words.run.notStarted, async () => {
      await settleMissing(workspace, execution, plan, options, words);
      const known = await execution.askFor(plan);
      execution.showPlan(plan);
      const host = options.env.HOSTNAME ?? words.run.thisMachine;
      if (options.attended && !(await execution.operator.confirm(words.run.start(host))))
        throw new RunRefused(2, words.run.notStarted);
      return known;
    });
    const runs = runsDirectory(workspace.root, options.env);
    await maskLeftovers(runs);
    const directory = newRunDirectory(runs, procedure.name, words);
    const id = directory.split('/').at(-1)!;
    return await execution.perform({
      workspace,
      procedure,
      plan: { ...plan, values },
      tools: toolsFor(workspace, { ...plan, values }, options, words),
      outstanding: hostsFor(workspace, { ...plan, values }, options, words),
      directory,
      id,
      runs,
      accepted: givenWith(options, procedure.source.hash, {
        resuming: false,
        isSecret: (name, value) => execution.isSecret(name, value, procedure),
      }),
      open: (journal) => {
        journal.append({
          event: 'run-started',
          version: VERSION,
          run: id,
          procedure: {
            name: procedure.name,
            path: procedure.source.path,
            hash: procedure.source.hash,
            version: procedure.version,
          },
          flow: selection.flow,
          root: workspace.root,
          cwd: options.cwd,
          operator: options.operator,
          selection: { from: selection.from, only: selection.only, with: [...selection.with] },
          hostMap: [...options.hostMap],
          target: options.target,
          parameters: Object.fromEntries(
            [...values].map(([name, value]) => [
              name,
              execution.isSecret(name, value, procedure) ? null : value,
            ]),
          ),
        });
        return { progress: readProgress([]), state: null };
      },
    });
  } finally {
    execution.leave();
  }
}

/** Goes on with a run that was cut off or stopped: `id`, else the latest. `load` finds the workspace that it ran in. */
export async function resumeRun(
  workspace: Workspace,
  id: string | null,
  procedureName: string | null,
  options: RunOptions,
): Promise<number> {
  const runs = runsDirectory(workspace.root, options.env);
  await maskLeftovers(runs);
  const before = wordsBefore(workspace, procedureName, options);
  const run = findRun(runs, id, procedureName, before);
  const start = run.progress.start!;
  const own = wordsOfRun(run.records, options.language);
  refuseLiving(run, own);
  const document = workspace.documents.find(({ path }) => path === start.procedure.path);
  if (document === undefined) {
    throw new RunRefused(2, own.runs.documentGone(run.id, start.procedure.path, workspace.root));
  }
  const { procedure } = document;
  const merged = resumedOptions(run, procedure, options);
  const words = wordsFor(merged, procedure);
  const { hash } = procedure.source;
  const standing = standingOf(run.records, options.operator, hash);
  const plan = planFor(procedure, { flow: start.flow, ...start.selection }, merged);
  const problems = problemsOnResuming(workspace, plan, merged, words);
  refuseProblems(
    {
      ...plan,
      problems: [
        ...problems,
        ...(problems.length > 0 ? lapsedInWords(options, standing, words) : []),
      ],
    },
    words,
  );
  const execution = new Execution(merged, words);
  try {
    const { accepted, values, takenOver } = await refuseUnanswered(
      words.run.notGoneOn(run.id),
      async () => ({
        accepted: await execution.settleChanges(run, workspace),
        values: await execution.askFor(plan),
        takenOver: await takeOver(run, execution, options, words),
      }),
    );
    for (const { option, by } of inWords(inForce(options, standing.given)))
      execution.screen.note(words.given.holds(option, by), 0);
    for (const text of lapsedInWords(options, standing, words)) execution.screen.warn(text, 0);
    const given = givenWith(options, hash, {
      resuming: true,
      isSecret: (name, value) => execution.isSecret(name, value, procedure),
    });
    return await execution.perform({
      workspace,
      procedure,
      plan: { ...plan, values },
      directory: run.directory,
      id: run.id,
      runs,
      followed: run.records,
      accepted: [...accepted, ...given],
      open: () => {
        const at = new Date().toISOString();
        const progress = readProgress([
          ...run.records,
          ...[...accepted, ...given].map((event, n) => ({
            ...event,
            at,
            n: run.records.length + n,
          })),
        ]);
        return { progress, state: progress.state };
      },
      resumed: true,
      takenOver,
      outstanding: plan.hosts.filter(
        ({ host, refs }) =>
          hasBackgroundOn(run, host) ||
          refs.some((ref) => !run.progress.steps.has(key('run', ref))),
      ),
      before: (session) => execution.settleLeftovers(run, session),
    });
  } finally {
    execution.leave();
  }
}

/** The options of this command, and behind them what holds from before. */
function resumedOptions(run: StoredRun, { source }: Procedure, options: RunOptions): RunOptions {
  const start = run.progress.start!;
  const merged = withStanding(options, standingOf(run.records, options.operator, source.hash));
  const known = Object.entries(start.parameters).filter(
    // What was masked is as unknown as what was never written down.
    (entry): entry is [string, string] => entry[1] !== null && !entry[1].includes(MASK),
  );
  return {
    ...merged,
    hostMap: merged.hostMap.length > 0 ? merged.hostMap : start.hostMap,
    target: merged.target ?? start.target ?? null,
    language: options.language ?? run.progress.process?.language ?? null,
    cwd: start.cwd,
    values: new Map([...known, ...merged.values]),
  };
}

/** What was given before and counts no longer. */
function lapsedInWords(
  options: RunOptions,
  { outdated, personal }: Standing,
  { given: say }: Words,
): string[] {
  return [
    ...inWords(inForce(options, outdated)).map(({ option, by }) => say.outdated(option, by)),
    ...inWords(inForce(options, personal)).map(({ option, by }) => say.personal(option, by)),
  ];
}

function inWords(given: readonly Given[]): { option: string; by: string }[] {
  return given.map((each) => ({ option: inOptions(each), by: each.by }));
}

/** Whether a block may still run there in the background. */
function hasBackgroundOn({ progress }: StoredRun, host: string): boolean {
  return [...progress.backgrounds.values()].some(
    ({ started, ended }) => ended === null && started.host === host,
  );
}

function refuseProblems({ problems, procedure }: Plan, words: Words): void {
  if (problems.length === 0) return;
  throw new RunRefused(
    2,
    `${words.problems.cannotRun(procedure.name)}\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
  );
}

function refuseLiving({ id, state, progress }: StoredRun, { runs: say, verdicts }: Words): void {
  if (state === 'running') throw new RunRefused(75, say.living(id, progress.process?.pid ?? '?'));
  const { verdict = null } = progress.end ?? {};
  if (state === 'ended' && verdict !== null)
    throw new RunRefused(2, say.over(id, verdicts[verdict]));
}

/** Before it is known which run is meant: the language of its procedure, else that of all the documents. */
function wordsBefore(
  { documents }: Workspace,
  procedureName: string | null,
  { language }: RunOptions,
): Words {
  const named = documents.find(({ procedure }) => procedure.name === procedureName);
  const all = documents.map(({ procedure }) => procedure.language);
  const isSpanish = all.length > 0 && all.every((each) => each === 'es');
  return wordsOf(language ?? named?.procedure.language ?? (isSpanish ? 'es' : 'en'));
}
