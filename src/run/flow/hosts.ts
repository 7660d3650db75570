/** Where the blocks and criteria of a running flow belong. */
import type { Criterion, Parameter, Procedure, RunAction, Step } from '../../model/index.ts';
import { placeOf, type Route, routeOf } from '../plan/route.ts';
import type { Visit } from '../plan/split.ts';
import type { Frame, RunContext } from './context.ts';

/** Where the session is when this block's turn comes. */
export function visitsBefore(
  ctx: RunContext,
  frame: Frame,
  { ref, actions }: Step,
  index: number,
): readonly Visit[] {
  const { before, byPlace } = routeIn(ctx, frame);
  const action = actions[index] as RunAction;
  // One that the operator edited stands where the document's own does.
  const visits =
    before.get(action) ??
    byPlace.get(placeOf(ref, index))?.find((each) => (each.at(-1)?.host ?? null) === action.host);
  // Better no block at all than one on the wrong machine.
  if (visits === undefined) throw new Error(`nobody knows where a block of step ${ref} belongs`);
  return visits;
}

/** The host that the session is on before an action; `null`: this machine. */
export function hostBefore(
  ctx: RunContext,
  frame: Frame,
  { ref, actions }: Step,
  index: number,
): string | null {
  const { before, byPlace } = routeIn(ctx, frame);
  const action = actions[index];
  const here = action === undefined ? undefined : before.get(action);
  const visit = (here ?? byPlace.get(placeOf(ref, index))?.[0])?.at(-1);
  if (visit === undefined || visit.target === 'local') return null;
  ctx.connections.to(visit.host, visit.target);
  return visit.host;
}

/** Whether a block itself goes to this host: tried again, it logs in anew. */
export function entersHost(
  ctx: RunContext,
  frame: Frame,
  { actions }: Step,
  index: number,
  host: string | null,
): boolean {
  const split = routeIn(ctx, frame).splits.get(actions[index] as RunAction);
  return host !== null && (split?.parts ?? []).some((part) => part.enters && part.host === host);
}

/** The host that a criterion is judged on which speaks of no block; `null`: this machine. */
export function hostOfCriterion(
  ctx: RunContext,
  frame: Frame,
  criterion: Criterion,
): string | null {
  const visit = routeIn(ctx, frame).judging.get(criterion)?.at(-1);
  if (visit === undefined || visit.target === 'local') return null;
  ctx.connections.to(visit.host, visit.target);
  return visit.host;
}

/** Variables that a login on another host begins with: the run's own values, which no block there could know. */
export function valuesThere(
  { parameters }: Procedure,
  values: ReadonlyMap<string, string>,
): Map<string, string> {
  const named = new Set(parameters.filter(isVariable).map(({ name }) => name));
  return new Map([...values].filter(([name]) => named.has(name)));
}

/** A declared one, or one that a block sets by an assignment that is marked as an example. */
function isVariable({ origin }: Parameter): boolean {
  return origin === 'declared' || origin === 'example';
}

const routes = new WeakMap<Frame, Route>();

function routeIn({ settings }: RunContext, frame: Frame): Route {
  let route = routes.get(frame);
  if (route === undefined) {
    const flow = frame.procedure.flows.find(({ id }) => id === frame.flow);
    if (flow === undefined) throw new Error(`no flow ${frame.flow}`);
    route = routeOf(flow, frame.values, settings.hosts);
    routes.set(frame, route);
  }
  return route;
}
