/** Where each block of a flow runs: the hosts that the session has moved to when it begins. */
import type { Action, Criterion, Flow, RunAction } from '../../model/index.ts';
import { fillHoles } from './holes.ts';
import type { HostMap } from './host-map.ts';
import { type Split, splitBlock, type Visit } from './split.ts';

export interface Route {
  /** Of a block, as it is now. */
  readonly splits: ReadonlyMap<RunAction, Split>;
  /** Where the session is when this action's turn comes. */
  readonly before: ReadonlyMap<Action, readonly Visit[]>;
  /** The same by the step's number and the action's place in it; numbers may be given twice. */
  readonly byPlace: ReadonlyMap<string, readonly (readonly Visit[])[]>;
  /** Where it is when this criterion is judged, one that speaks of no block. */
  readonly judging: ReadonlyMap<Criterion, readonly Visit[]>;
}

/**
 * Steps that are left out move it all the same: where a block belongs is said by the document, not by
 * what of it is chosen. Holes without a value stand for one, so that the rest can be read.
 */
export function routeOf(flow: Flow, values: ReadonlyMap<string, string>, hosts: HostMap): Route {
  const splits = new Map<RunAction, Split>();
  const before = new Map<Action, readonly Visit[]>();
  const byPlace = new Map<string, (readonly Visit[])[]>();
  const judging = new Map<Criterion, readonly Visit[]>();
  let visits: readonly Visit[] = [];
  for (const { steps, criteria: exit } of flow.stages) {
    for (const { ref, actions, criteria } of steps) {
      for (const [index, action] of actions.entries()) {
        before.set(action, visits);
        const place = placeOf(ref, index);
        byPlace.set(place, [...(byPlace.get(place) ?? []), visits]);
        // A script is a process of its own: where it goes, the session does not.
        if (action.kind !== 'run') continue;
        const split = splitBlock(filledCode(action, values), visits, hosts);
        splits.set(action, split);
        visits = split.visits;
      }
      for (const criterion of criteria) judging.set(criterion, visits);
    }
    for (const criterion of exit) judging.set(criterion, visits);
  }
  return { splits, before, byPlace, judging };
}

export function placeOf(ref: string, index: number): string {
  return `${ref}#${index}`;
}

/** What stands in a hole that has no value yet; no host may be called so. */
export const UNKNOWN = 'procs-value-not-known-yet';

function filledCode({ code, holes }: RunAction, values: ReadonlyMap<string, string>): string {
  const known = new Map(values);
  for (const { parameter } of holes) if (!known.has(parameter)) known.set(parameter, UNKNOWN);
  return fillHoles(code, holes, known).text;
}
