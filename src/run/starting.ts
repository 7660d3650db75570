/** What has to be settled before a run is started: all that keeps it from starting and all that it would miss, at once. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type pc from 'picocolors';
import type { Procedure } from '../model/index.ts';
import type { CompiledDocument, Workspace } from '../workspace/workspace.ts';
import type { Execution } from './execution.ts';
import { givenEmpty } from './given.ts';
import { planSettings, type RunOptions, wordsFor } from './options.ts';
import { approvalProblems } from './plan/asked-approvals.ts';
import { calledPlans, hostsOfCalled } from './plan/called.ts';
import { mapped } from './plan/host-map.ts';
import { type Plan, planRun, type Selection } from './plan/plan.ts';
import { planToJson } from './plan/plan-json.ts';
import { planToText } from './plan/plan-text.ts';
import { viewPlan } from './plan/plan-view.ts';
import { type Missing, preflight, type Surroundings } from './plan/preflight.ts';
import { type ToolElsewhere, toolsElsewhere } from './plan/tools-elsewhere.ts';
import { RunRefused } from './refusal.ts';
import type { Words } from './words/words.ts';

/** What a run would do. Nothing of the document is executed. */
export function planFor(procedure: Procedure, selection: Selection, options: RunOptions): Plan {
  return planRun(procedure, {
    ...selection,
    ...planSettings(options, wordsFor(options, procedure)),
    values: options.values,
  });
}

/** What a run would miss. Looks at the machine, and changes nothing of it. */
export function missingFor(
  workspace: Workspace,
  plan: Plan,
  options: RunOptions,
  words: Words,
): Missing[] {
  const settings = planSettings(options, words);
  const around: Surroundings = {
    hasTool: settings.hasTool,
    hasVariable: (name) => options.env[name] !== undefined,
    hasFile: (path) => existsSync(resolve(options.cwd, path)),
    isHere: (host) => mapped(settings.hosts, host) === 'local',
    attended: options.attended,
    words,
  };
  return preflight(plan, around, calledPlans(workspace, plan, settings));
}

/** What the blocks of a run need on other hosts, those of the procedures that it calls among them. */
export function toolsFor(
  workspace: Workspace,
  plan: Plan,
  options: RunOptions,
  words: Words,
): ToolElsewhere[] {
  const settings = planSettings(options, words);
  return toolsElsewhere(plan, calledPlans(workspace, plan, settings), settings.hosts);
}

/** Hosts that a run needs, those of the procedures that it calls among them. */
export function hostsFor(
  workspace: Workspace,
  plan: Plan,
  options: RunOptions,
  words: Words,
): Plan['hosts'] {
  const called = calledPlans(workspace, plan, planSettings(options, words));
  return [...plan.hosts, ...hostsOfCalled(plan, called)];
}

/** What a run would do, in full. Nothing of the document is executed, and nothing is written. */
export function showRun(
  workspace: Workspace,
  { procedure }: CompiledDocument,
  selection: Selection,
  options: RunOptions,
  { format, colors, width }: ShowOptions,
): { readonly text: string; readonly problems: readonly string[] } {
  const words = wordsFor(options, procedure);
  const plan = planFor(procedure, selection, options);
  const problems = problemsFor(workspace, plan, options, words);
  const missing = missingFor(workspace, plan, options, words);
  const whole = { ...plan, problems };
  const text =
    format !== 'text'
      ? planToJson(whole, words, missing, format === 'json' ? 2 : 0)
      : planToText(viewPlan(whole, words, missing), colors, width);
  return { text, problems };
}

export interface ShowOptions {
  /** `jsonl`: JSON in one line. */
  readonly format: 'text' | 'json' | 'jsonl';
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Columns. */
  readonly width: number;
}

/** What keeps a run from starting, its rollback included where that is to come by itself. */
export function problemsFor(
  workspace: Workspace,
  plan: Plan,
  options: RunOptions,
  words: Words,
): string[] {
  const problems = problemsOnResuming(workspace, plan, options, words);
  const say = words.gates;
  // On resuming, an empty name takes back what was given; here there is nothing to take back.
  for (const each of givenEmpty(options)) problems.push(words.given.noName(each));
  if (!options.attended && !options.acceptMissing) {
    const certain = missingFor(workspace, plan, options, words).filter(({ certain: is }) => is);
    problems.push(...certain.map(({ text }) => say.preflight.problem(text)));
  }
  return problems;
}

/** What keeps a run from going on. What its steps need has been looked for when it started. */
export function problemsOnResuming(
  workspace: Workspace,
  plan: Plan,
  options: RunOptions,
  words: Words,
): string[] {
  const { procedure, flow } = plan;
  const problems = [
    ...plan.problems,
    ...approvalProblems(workspace, procedure, options.approvals, words),
  ];
  if (options.rollbackOnFailure === true && flow.id !== 'rollback') {
    const back = planRun(procedure, {
      ...planSettings(options, words),
      flow: 'rollback',
      from: null,
      only: null,
      with: [],
      values: plan.values,
    });
    problems.push(...back.problems.map(words.gates.rollback.ofPlan));
  }
  return problems;
}

/** Lists what is missing; where somebody is there, until it is there or accepted. @throws {RunRefused} where it is neither */
export async function settleMissing(
  workspace: Workspace,
  execution: Execution,
  plan: Plan,
  options: RunOptions,
  words: Words,
): Promise<void> {
  const say = words.gates.preflight;
  for (;;) {
    const missing = missingFor(workspace, plan, options, words);
    if (missing.length === 0) return;
    execution.screen.note(say.title, 0);
    for (const { text, certain } of missing) {
      if (certain) execution.screen.warn(text, 2);
      else execution.screen.note(text, 4);
    }
    if (!options.attended || options.acceptMissing || !missing.some(({ certain }) => certain))
      return;
    const choice = await execution.operator.choose(
      say.question,
      [
        { key: 'r', label: say.again },
        { key: 'a', label: say.accept },
        { key: 's', label: say.stop },
      ],
      's',
    );
    if (choice === 'a') return;
    if (choice === 's') throw new RunRefused(2, say.notStarted);
  }
}
