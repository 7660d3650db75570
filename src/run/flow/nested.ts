/** Flows that are run inside a run: what they take over from it, and how its journal tells them apart. */
import type { Procedure } from '../../model/index.ts';
import { type Plan, planRun } from '../plan/plan.ts';
import type { RunContext } from './context.ts';

/** The plan of a whole flow, under what holds for the run that it is part of. */
export function planNested(
  { settings }: RunContext,
  procedure: Procedure,
  flow: string,
  values: ReadonlyMap<string, string>,
): Plan {
  return planRun(procedure, { ...settings, flow, from: null, only: null, with: [], values });
}

/** `base`, or with a number behind it where that was entered already. */
export function freshFrame(base: string, taken: (id: string) => boolean): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}~${number}`;
    if (!taken(id)) return id;
  }
}
