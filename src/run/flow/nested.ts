/** Flows that are run inside a run: what they take over from it, and how its journal tells them apart. */
import type { Parameter, Procedure } from '../../model/index.ts';
import { checkValue, declaredValues, secretNames } from '../plan/parameters.ts';
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

/** The plan's values and those that the operator gives; the session has them from here on. */
export async function askMissing(ctx: RunContext, plan: Plan): Promise<Map<string, string>> {
  const values = new Map(plan.values);
  for (const parameter of plan.missing)
    values.set(parameter.name, await askValue(ctx, parameter, plan.procedure));
  const secret = secretNames(plan.procedure);
  for (const name of secret) ctx.settings.addSecret(values.get(name) ?? '');
  await ctx.session.assign(declaredValues(plan.procedure, values), secret);
  return values;
}

async function askValue(
  { operator, screen, words }: RunContext,
  parameter: Parameter,
  { name }: Procedure,
): Promise<string> {
  for (;;) {
    const value = await operator.ask(words.call.ask(parameter.name, name), {
      secret: parameter.secret,
    });
    const wrong = value === '' ? words.run.empty : checkValue(parameter, value, words);
    if (wrong === null) return value;
    screen.warn(words.run.unusable(wrong));
  }
}

/** The last frame of this name that an earlier process entered; `null`: none. */
export function lastBegun({ progress }: RunContext, base: string): string | null {
  const isOne = (id: string): boolean =>
    id === base || (id.startsWith(`${base}~`) && /^\d+$/.test(id.slice(base.length + 1)));
  return [...progress.frames].findLast(isOne) ?? null;
}

/** `base`, or with a number behind it where that was entered already. */
export function freshFrame(base: string, taken: (id: string) => boolean): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}~${number}`;
    if (!taken(id)) return id;
  }
}
