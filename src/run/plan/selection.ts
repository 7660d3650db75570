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
    problems.push(options.words.problems.noStep(wanted, flow.id, like));
  }
  const { words } = options;
  let reached = options.from === null;
  return flow.stages.map((stage) => {
    const steps = stage.steps.map((step): PlannedStep => {
      const named = (wanted: string | null) =>
        wanted === step.ref || wanted === String(stage.number);
      if (named(options.from)) reached = true;
      const base = { stage, step, hash: contentHash(step) };
      if (options.only !== null && !named(options.only))
        return { ...base, mode: 'skip', reason: words.plan.notPartOfOnly(options.only) };
      if (!reached)
        return { ...base, mode: 'skip', reason: words.plan.beforeFrom(options.from ?? '') };
      const word = conditionOf(stage, step);
      const chosen = options.only === step.ref || options.with.some(named);
      if (word === null || chosen) return { ...base, mode: 'run', reason: null };
      if (options.attended) return { ...base, mode: 'ask', reason: words.step[word] };
      return {
        ...base,
        mode: 'skip',
        reason: words.plan.onlyWhenAsked(words.step[word], step.ref),
      };
    });
    return { stage, steps };
  });
}

function conditionOf(stage: Stage, step: Step): 'conditional' | 'optional' | null {
  if (step.conditional || stage.conditional) return 'conditional';
  if (step.optional || stage.optional) return 'optional';
  return null;
}
