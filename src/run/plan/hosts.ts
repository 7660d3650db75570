/** The hosts that a plan needs, and what keeps blocks from running on them. */
import type { RunAction } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { sessionMoves } from '../../shell/moves.ts';
import { type Target, targetInWords } from '../session/remote/target.ts';
import type { Words } from '../words/words.ts';
import type { PlannedStep } from './plan.ts';
import { type Route, UNKNOWN } from './route.ts';
import type { MoveProblem, Split, Visit } from './split.ts';

export interface PlannedHost {
  /** As the document names it. */
  readonly host: string;
  readonly target: Target;
  /** Steps that need it. */
  readonly refs: readonly string[];
}

/** Hosts that blocks to be run are on, in the order that they come to be needed. */
export function plannedHosts(planned: readonly PlannedStep[], route: Route): PlannedHost[] {
  const hosts = new Map<string, PlannedHost & { refs: string[] }>();
  for (const each of planned) {
    for (const { host, target } of partsOf([each], route)) {
      if (host === null || target === null || host.includes(UNKNOWN)) continue;
      const found = hosts.get(host) ?? { host, target, refs: [] };
      found.refs.push(each.step.ref);
      hosts.set(host, found);
    }
  }
  return [...hosts.values()];
}

/** Why blocks cannot run where they belong. */
export function hostProblems(
  planned: readonly PlannedStep[],
  route: Route,
  words: Words,
): string[] {
  const problems: string[] = [];
  for (const { step } of planned) {
    for (const action of step.actions) {
      const split = splitOf(action, route);
      const before = route.before.get(action) ?? [];
      if (action.kind === 'run' && split !== undefined && movesBehind(action, before, split))
        problems.push(words.background.moves(words.problems.where(step.ref, action.codeSpan.line)));
      for (const problem of split?.problems ?? []) {
        if (!problem.host.includes(UNKNOWN))
          problems.push(hostProblem(problem, step.ref, action as RunAction, words));
      }
    }
  }
  const seen = new Map<string, string>();
  for (const { host, target } of partsOf(planned, route)) {
    if (host === null || target === null || host.includes(UNKNOWN)) continue;
    const way = [...target.options, targetInWords(target)].join(' ');
    if (seen.has(host) && seen.get(host) !== way) problems.push(words.hosts.twoWays(host));
    seen.set(host, way);
  }
  return [...new Set(problems)];
}

/** Whether a block in the background goes to another host or comes back: the session would, and it does not. */
export function movesBehind(
  { code, expects }: Pick<RunAction, 'code' | 'expects'>,
  before: readonly Visit[],
  { parts, visits }: Pick<Split, 'parts' | 'visits'>,
): boolean {
  if (!expects.background || sessionMoves(analyzeShell(code)).length === 0) return false;
  const isAway = [...before, ...visits].some(({ target }) => target !== 'local');
  return isAway || parts.some(({ host }) => host !== null);
}

/** Why a block cannot run where it belongs, in words. */
export function hostProblem(
  { kind, line, host, more }: MoveProblem,
  ref: string,
  { codeSpan }: Pick<RunAction, 'codeSpan'>,
  { hosts: say, problems }: Words,
): string {
  const at = problems.where(ref, codeSpan.line + line);
  switch (kind) {
    case 'not-alone':
      return say.notAlone(at);
    case 'no-name':
      return say.noName(at, host);
    case 'option':
      return say.option(at, host, more);
    case 'nested':
      return say.nested(at, host, more);
    default:
      return kind satisfies never;
  }
}

function partsOf(planned: readonly PlannedStep[], route: Route) {
  return planned.flatMap(({ step }) =>
    step.actions.flatMap((action) => splitOf(action, route)?.parts ?? []),
  );
}

function splitOf(action: PlannedStep['step']['actions'][number], route: Route) {
  return action.kind === 'run' ? route.splits.get(action) : undefined;
}
