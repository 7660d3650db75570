/** Which steps of a flow are to run, which only if somebody wants them, and which not at all. */
import type { Flow, Stage, Step } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { contentHash } from './content-hash.ts';
import type { Plan, PlannedStep, PlanOptions } from './plan.ts';

/** What is named and is not there goes to `problems`. */
export function selectSteps(flow: Flow, options: PlanOptions, problems: string[]): Plan['stages'] {
  const refs = flow.stages.flatMap(({ number, steps }) => [
    String(number),
    ...steps.map(({ ref }) => ref),
  ]);
  for (const wanted of [options.from, options.only, ...options.with]) {
    if (wanted === null || refs.includes(wanted)) continue;
    const like = nearest(wanted, refs);
    problems.push(
      `There is no step or stage ${wanted} in the flow "${flow.id}".${like === null ? '' : ` Did you mean ${like}?`}`,
    );
  }
  let reached = options.from === null;
  return flow.stages.map((stage) => {
    const steps = stage.steps.map((step): PlannedStep => {
      const named = (wanted: string | null) =>
        wanted === step.ref || wanted === String(stage.number);
      if (named(options.from)) reached = true;
      const base = { stage, step, hash: contentHash(step) };
      if (options.only !== null && !named(options.only))
        return { ...base, mode: 'skip', reason: `not part of --only ${options.only}` };
      if (!reached) return { ...base, mode: 'skip', reason: `before --from ${options.from}` };
      const word = conditionOf(stage, step);
      const chosen = options.only === step.ref || options.with.some(named);
      if (word === null || chosen) return { ...base, mode: 'run', reason: null };
      if (options.attended) return { ...base, mode: 'ask', reason: word };
      return {
        ...base,
        mode: 'skip',
        reason: `${word}: runs only when asked for (--with ${step.ref})`,
      };
    });
    return { stage, steps };
  });
}

function conditionOf(stage: Stage, step: Step): string | null {
  if (step.conditional || stage.conditional) return 'conditional';
  if (step.optional || stage.optional) return 'optional';
  return null;
}
