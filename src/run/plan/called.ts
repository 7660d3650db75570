/** What a plan calls: the plans of those procedures, and of those that they call, as far as they surely run. */
import type { Procedure } from '../../model/index.ts';
import { lookup } from '../../workspace/lookup.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { PlannedHost } from './hosts.ts';
import { type Plan, type PlanSettings, planRun } from './plan.ts';
import { actionsInOrder } from './planned-actions.ts';

/** A procedure that is called, planned whole with what its callers hand on. */
export interface CalledPlan {
  readonly plan: Plan;
  /** The outermost first. */
  readonly callers: readonly Plan[];
  /** Whether something before the call may change what commands and files there are. */
  readonly changed: boolean;
}

export function calledPlans(
  workspace: Workspace,
  plan: Plan,
  settings: PlanSettings,
  callers: readonly Plan[] = [],
  changed = false,
): CalledPlan[] {
  const all = [...callers, plan];
  return actionsInOrder(plan, changed).flatMap(({ action, changed: before }): CalledPlan[] => {
    if (action.kind !== 'call') return [];
    const found = lookup(workspace, action.target);
    if (found.found !== 'one') return [];
    const { procedure } = found.document;
    if (all.some((each) => each.procedure.name === procedure.name)) return [];
    const values = handedOn(all, procedure);
    const called = planRun(procedure, {
      ...settings,
      flow: 'main',
      from: null,
      only: null,
      with: [],
      values,
    });
    return [
      { plan: called, callers: all, changed: before },
      ...calledPlans(workspace, called, settings, all, before),
    ];
  });
}

/** Hosts that they need besides those of the plan itself. */
export function hostsOfCalled(plan: Plan, called: readonly CalledPlan[]): PlannedHost[] {
  const known = new Set(plan.hosts.map(({ host }) => host));
  const hosts: PlannedHost[] = [];
  for (const each of called.flatMap((one) => one.plan.hosts)) {
    if (known.has(each.host)) continue;
    known.add(each.host);
    hosts.push(each);
  }
  return hosts;
}

function handedOn(callers: readonly Plan[], { parameters }: Procedure): Map<string, string> {
  const names = new Set(parameters.map(({ name }) => name));
  return new Map(
    callers.flatMap(({ values }) =>
      [...values].filter(([name, value]) => value !== '' && names.has(name)),
    ),
  );
}
