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
  const followed = followOnce(procedure, flow);
  const uses = followed.uses.map(
    (use): VariableUse => ({
      ...use,
      reach: use.reach ?? otherwise(use, followed, procedure, flow),
    }),
  );
  return { flow, uses, variables: byName(followed.sets, uses) };
}

interface Indexed extends Followed {
  readonly setsOf: ReadonlyMap<string, readonly VariableSet[]>;
}

const walked = new WeakMap<Flow, Indexed>();

/** Every flow is asked for what it sets as often as another one uses something that nothing sets. */
function followOnce(procedure: Procedure, flow: Flow): Indexed {
  let indexed = walked.get(flow);
  if (indexed === undefined) {
    const followed = follow(flow, procedure.parameters);
    indexed = { ...followed, setsOf: Map.groupBy(followed.sets, ({ name }) => name) };
    walked.set(flow, indexed);
  }
  return indexed;
}

/** A use that nothing before it reaches: what stands after it, or in another flow, may explain it. */
function otherwise(
  use: Followed['uses'][number],
  { setsOf }: Indexed,
  procedure: Procedure,
  flow: Flow,
): Reach {
  const sets = setsOf.get(use.name) ?? [];
  const by = sets.find(({ script }) => script === use.script);
  if (by !== undefined) {
    if (sets.slice(0, MANY).some((set) => feedsItself(use, set))) return { from: 'environment' };
    // The body of a function runs later than it is written.
    const deferred = use.within.some(({ kind }) => kind === 'function');
    return deferred ? { from: 'set', by } : { from: 'later', by };
  }
  if (use.script !== null) return { from: 'environment' };
  for (const other of procedure.flows) {
    if (other === flow) continue;
    const set = followOnce(procedure, other)
      .setsOf.get(use.name)
      ?.find(({ within, script }) => script === null && within.length === 0);
    if (set !== undefined) return { from: 'other-flow', by: set, flow: other.id };
  }
  return { from: 'environment' };
}

/** A variable that is set more often than this is not looked at everywhere. */
const MANY = 100;

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
