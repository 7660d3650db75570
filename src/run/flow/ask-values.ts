/** Values that an edited block needs and that the run does not know yet. */
import type { Procedure, RunAction } from '../../model/index.ts';
import { checkValue } from '../plan/parameters.ts';
import type { Frame, RunContext } from './context.ts';

/** The frame's values, with those of the block's gaps that had none. */
export async function askForValues(
  ctx: RunContext,
  frame: Frame,
  procedure: Procedure,
  { holes }: RunAction,
): Promise<Map<string, string>> {
  const values = new Map(frame.values);
  for (const { parameter: name } of holes) {
    const parameter = procedure.parameters.find((each) => each.name === name);
    while (!values.has(name)) {
      const secret = parameter?.secret === true;
      const value = await ctx.operator.ask(ctx.words.step.valueOf(name), { secret });
      const { run } = ctx.words;
      const wrong =
        value === ''
          ? run.empty
          : parameter === undefined
            ? null
            : checkValue(parameter, value, ctx.words);
      if (wrong !== null) ctx.screen.warn(run.unusable(wrong), 0);
      else {
        if (secret) ctx.settings.addSecret(value);
        values.set(name, value);
      }
    }
  }
  return values;
}
