/** Flows, stages and steps of two states of a procedure, joined by what they hold. */
import type { Action, Flow, Procedure, Stage, Step } from '../../model/index.ts';
import { fold, type Matched, match, overlap, wordsOf } from './match.ts';

export interface StageAt {
  readonly flow: Flow;
  readonly stage: Stage;
}

export interface StepAt extends StageAt {
  readonly step: Step;
}

export interface Course {
  readonly flows: Matched<Flow>;
  readonly stages: Matched<StageAt>;
  readonly steps: Matched<StepAt>;
}

/** Steps are joined first, by their words and commands and never by number alone: they say which stage is which. */
export function matchCourse(before: Procedure, after: Procedure): Course {
  const steps = matchSteps(stepsOf(before), stepsOf(after));
  const flows = match(before.flows, after.flows, {
    keys: [({ id }) => id],
    likeness: sharedSteps(steps, ({ flow }) => flow),
  });
  const nameOf = new Map(flows.pairs.map(([previous, next]) => [previous, next.id]));
  const sharedByStages = sharedSteps(steps, ({ stage }) => stage);
  const stages = match(stagesOf(before), stagesOf(after), {
    keys: [
      ({ flow, stage }) => `${nameOf.get(flow) ?? flow.id} ${fold(stage.title)}`,
      ({ stage }) => fold(stage.title),
    ],
    likeness: (one, other) => sharedByStages(one.stage, other.stage),
  });
  return { flows, stages, steps };
}

export function stepsOf(procedure: Procedure): StepAt[] {
  return stagesOf(procedure).flatMap(({ flow, stage }) =>
    stage.steps.map((step) => ({ flow, stage, step })),
  );
}

function stagesOf({ flows }: Procedure): StageAt[] {
  return flows.flatMap((flow) => flow.stages.map((stage) => ({ flow, stage })));
}

function matchSteps(before: readonly StepAt[], after: readonly StepAt[]): Matched<StepAt> {
  const contents = new Map(
    [...before, ...after].map((one) => [one, one.step.actions.map(contentOf).join('\n')]),
  );
  const content = (one: StepAt): string => contents.get(one)!;
  const words = new Map([...contents].map(([one, text]) => [one, wordsOf(text)]));
  const titles = new Map([...contents.keys()].map((one) => [one, wordsOf(one.step.title)]));
  return match(before, after, {
    keys: [
      (one) => JSON.stringify([one.flow.id, fold(one.step.title), content(one)]),
      (one) => JSON.stringify([fold(one.step.title), content(one)]),
      (one) => JSON.stringify([one.flow.id, fold(one.step.title)]),
      (one) => content(one) || null,
    ],
    likeness: (one, other) => {
      const title = overlap(titles.get(one)!, titles.get(other)!);
      const [mine, theirs] = [words.get(one)!, words.get(other)!];
      return mine.length + theirs.length === 0 ? title : (title + overlap(mine, theirs)) / 2;
    },
  });
}

/** What an action says or does, without where it stands. */
export function contentOf(action: Action): string {
  switch (action.kind) {
    case 'run':
    case 'script':
      return withoutComments(action.code);
    case 'listing':
      return action.code;
    case 'checklist':
      return action.items.map(({ text }) => fold(text)).join('\n');
    case 'message':
    case 'document':
      return action.template;
    case 'call':
      return action.target;
    case 'instruction':
      return fold(action.text);
  }
}

/** In a heredoc a line that starts with a hash sign is content. */
function withoutComments(code: string): string {
  const isKept = (line: string): boolean =>
    code.includes('<<') ? line !== '' : !/^\s*(?:#(?!!)|$)/.test(line);
  return code
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(isKept)
    .join('\n');
}

/** How many of the joined steps two wholes share, of those of the larger one. */
function sharedSteps<Whole extends Flow | Stage>(
  { pairs }: Matched<StepAt>,
  wholeOf: (step: StepAt) => Whole,
): (before: Whole, after: Whole) => number {
  const shared = new Map<Whole, Map<Whole, number>>();
  const sizes = new Map<Whole, number>();
  for (const [previous, next] of pairs) {
    const [before, after] = [wholeOf(previous), wholeOf(next)];
    const counts = shared.get(before) ?? new Map<Whole, number>();
    shared.set(before, counts.set(after, (counts.get(after) ?? 0) + 1));
    for (const whole of [before, after]) sizes.set(whole, (sizes.get(whole) ?? 0) + 1);
  }
  return (before, after) =>
    (shared.get(before)?.get(after) ?? 0) /
    Math.max(sizes.get(before) ?? 0, sizes.get(after) ?? 0, 1);
}
