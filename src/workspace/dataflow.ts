/** The data flow of shell variables over the blocks of a flow, in order and per host. */
import type { Flow, Procedure } from '../model/index.ts';
import type { Dataflow, Reach, Variable, VariableSet, VariableUse } from './dataflow/facts.ts';
import { type Followed, feedsItself, follow } from './dataflow/follow.ts';

/**
 * Where each variable of a flow is set and used, and what reaches each use. Blocks run in one session that
 * `ssh HOST` moves to another machine, where nothing of the first is set; scripts are processes of their own.
 */
export function dataflowOf(procedure: Procedure, flow: Flow): Dataflow {
  let dataflow = known.get(flow);
  if (dataflow === undefined) {
    dataflow = find(procedure, flow);
    known.set(flow, dataflow);
  }
  return dataflow;
}

const known = new WeakMap<Flow, Dataflow>();

function find(procedure: Procedure, flow: Flow): Dataflow {
  const followed = follow(flow, procedure.parameters);
  const uses = followed.uses.map(
    (use): VariableUse => ({
      ...use,
      reach: use.reach ?? otherwise(use, followed, procedure, flow),
    }),
  );
  return { flow, uses, variables: byName(followed.sets, uses) };
}

/** A use that nothing before it reaches: what stands after it, or in another flow, may explain it. */
function otherwise(
  use: Followed['uses'][number],
  { sets }: Followed,
  procedure: Procedure,
  flow: Flow,
): Reach {
  const later = sets.filter(({ name, script }) => name === use.name && script === use.script);
  const [by] = later;
  if (by !== undefined) {
    if (later.some((set) => feedsItself(use, set))) return { from: 'environment' };
    // The body of a function runs later than it is written.
    const deferred = use.within.some(({ kind }) => kind === 'function');
    return deferred ? { from: 'set', by } : { from: 'later', by };
  }
  for (const other of procedure.flows) {
    if (other === flow || use.script !== null || !mentions(other, use.name)) continue;
    const set = follow(other, []).sets.find(
      ({ name, within, script }) => name === use.name && script === null && within.length === 0,
    );
    if (set !== undefined) return { from: 'other-flow', by: set, flow: other.id };
  }
  return { from: 'environment' };
}

function mentions(flow: Flow, name: string): boolean {
  return flow.stages.some(({ steps }) =>
    steps.some(({ actions }) =>
      actions.some(
        (action) => action.kind === 'run' && action.writes.some((write) => write.name === name),
      ),
    ),
  );
}

function byName(
  sets: readonly VariableSet[],
  uses: readonly VariableUse[],
): ReadonlyMap<string, Variable> {
  const variables = new Map<string, { name: string; sets: VariableSet[]; uses: VariableUse[] }>();
  const of = (name: string): { sets: VariableSet[]; uses: VariableUse[] } => {
    let variable = variables.get(name);
    if (variable === undefined) {
      variable = { name, sets: [], uses: [] };
      variables.set(name, variable);
    }
    return variable;
  };
  for (const set of sets) of(set.name).sets.push(set);
  for (const use of uses) of(use.name).uses.push(use);
  return new Map(
    [...variables].map(([name, variable]) => [
      name,
      { ...variable, exported: variable.sets.some(({ exported }) => exported) },
    ]),
  );
}
