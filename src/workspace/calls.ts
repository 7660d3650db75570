/** Which procedure runs which, and the circles among them. */
import type { CallAction } from '../model/index.ts';
import type { CompiledDocument, Workspace } from './workspace.ts';

/** One procedure running another, in the step that says so. */
export interface Call {
  readonly from: CompiledDocument;
  readonly to: CompiledDocument;
  readonly action: CallAction;
  /** Ref of the step that calls. */
  readonly step: string;
}

/** Every call of the workspace that stands for a document, in the order of files and lines. */
export function callsOf(workspace: Workspace): Call[] {
  return workspace.documents.flatMap((from) =>
    from.index.calls.flatMap(({ action, step }) =>
      (workspace.ids.get(action.target) ?? []).map((to) => ({ from, to, action, step })),
    ),
  );
}

/**
 * The circles of calls: for each document that a run of it would come back to, the shortest way
 * there. A call runs the main flow of what it calls, so only main flows close a circle, and only
 * steps that are always run: an optional or conditional one asks a person first.
 */
export function callCycles(workspace: Workspace): Call[][] {
  let cycles = known.get(workspace);
  if (cycles === undefined) {
    cycles = find(workspace);
    known.set(workspace, cycles);
  }
  return cycles;
}

const known = new WeakMap<Workspace, Call[][]>();

function find(workspace: Workspace): Call[][] {
  const calls = new Map<CompiledDocument, Call[]>();
  for (const from of workspace.documents) {
    const certain = from.index.calls.filter((call) => call.certain);
    const found = certain.flatMap(({ action, step }) => {
      const [to, ...more] = workspace.ids.get(action.target) ?? [];
      // Of a doubled ID nobody knows which is run.
      return to === undefined || more.length > 0 ? [] : [{ from, to, action, step }];
    });
    if (found.length > 0) calls.set(from, found);
  }
  const circling = withoutEnds(calls);
  return [...circling.keys()].flatMap((start) => {
    const cycle = wayBack(start, circling);
    return cycle === null ? [] : [cycle];
  });
}

type Calls = ReadonlyMap<CompiledDocument, readonly Call[]>;

/** Leaves out, again and again, who calls nobody and whom nobody calls: of chains without a circle nothing is left. */
function withoutEnds(calls: Calls): Calls {
  for (let left = calls; ; ) {
    const called = new Set([...left.values()].flat().map(({ to }) => to));
    const next = new Map<CompiledDocument, readonly Call[]>();
    for (const [from, out] of left) {
      const on = called.has(from) ? out.filter(({ to }) => left.has(to)) : [];
      if (on.length > 0) next.set(from, on);
    }
    if (next.size === left.size) return next;
    left = next;
  }
}

/** Breadth first, so that the first way found is a shortest. */
function wayBack(start: CompiledDocument, calls: Calls): Call[] | null {
  const reachedBy = new Map<CompiledDocument, Call>();
  const queue = [start];
  for (const at of queue) {
    for (const call of calls.get(at) ?? []) {
      if (call.to === start) return [...wayTo(at, reachedBy), call];
      if (reachedBy.has(call.to)) continue;
      reachedBy.set(call.to, call);
      queue.push(call.to);
    }
  }
  return null;
}

function wayTo(end: CompiledDocument, reachedBy: ReadonlyMap<CompiledDocument, Call>): Call[] {
  const way: Call[] = [];
  for (let call = reachedBy.get(end); call !== undefined; call = reachedBy.get(call.from))
    way.unshift(call);
  return way;
}
