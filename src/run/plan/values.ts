/** Values of parameters: those that are known before a run, and those that it needs and has not. */
import type { Parameter, Procedure } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { checkValue } from './parameters.ts';
import type { PlannedStep, PlanOptions } from './plan.ts';

/** `--set` before the default of the front matter. What is only an example is never a value. */
export function knownValues(
  procedure: Procedure,
  options: PlanOptions,
  problems: string[],
): Map<string, string> {
  const { words } = options;
  const values = new Map<string, string>();
  for (const parameter of procedure.parameters) {
    const given = options.values.get(parameter.name);
    const value = given ?? (parameter.origin === 'declared' ? parameter.default : null);
    if (value === null) continue;
    const wrong = checkValue(parameter, value, words);
    if (wrong !== null)
      problems.push(
        words.problems.unusable(parameter.name, parameter.secret ? null : value, wrong),
      );
    values.set(parameter.name, value);
  }
  const names = procedure.parameters.map(({ name }) => name);
  for (const name of options.values.keys()) {
    if (names.includes(name)) continue;
    const like = nearest(name, names);
    problems.push(words.problems.noParameter(name, procedure.name, like, names));
  }
  return values;
}

/** Parameters that a block to be run needs and that have no value yet. */
export function missingParameters(
  procedure: Procedure,
  planned: readonly PlannedStep[],
  values: ReadonlyMap<string, string>,
): Parameter[] {
  const needed = new Set<string>();
  for (const { step } of planned) {
    for (const action of step.actions) {
      if (action.kind !== 'run') continue;
      for (const hole of action.holes) needed.add(hole.parameter);
      for (const { name } of action.reads) {
        if (procedure.parameters.some((each) => each.origin === 'declared' && each.name === name))
          needed.add(name);
      }
    }
  }
  return procedure.parameters.filter(({ name }) => needed.has(name) && !values.has(name));
}
