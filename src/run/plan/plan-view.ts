/** A plan in words: what would happen, block by block, before anything does. */
import { actionInWords, decidedBy } from '../../emit/in-words.ts';
import type { Action, RunAction } from '../../model/index.ts';
import { targetInWords } from '../session/remote/target.ts';
import type { Words } from '../words/words.ts';
import { gateOf, interactiveCommand } from './gates.ts';
import type { Plan, PlannedStep } from './plan.ts';

/** A line of the plan, for whoever colours and escapes it. */
export interface PlanLine {
  readonly kind:
    | 'title'
    | 'stage'
    | 'step'
    | 'skipped'
    | 'block'
    | 'fact'
    | 'criterion'
    | 'warning'
    | 'problem'
    | 'blank';
  readonly depth: number;
  readonly text: string;
}

export function viewPlan(plan: Plan, words: Words): PlanLine[] {
  const { procedure, flow } = plan;
  const say = words.plan;
  const lines: PlanLine[] = [
    { kind: 'title', depth: 0, text: `${procedure.name}  ${procedure.title}` },
    { kind: 'fact', depth: 0, text: say.title(flow.id, procedure.source.path) },
  ];
  const add = (kind: PlanLine['kind'], depth: number, text: string): void => {
    lines.push({ kind, depth, text });
  };
  for (const { text } of procedure.prerequisites) add('fact', 0, say.before(text));
  for (const parameter of procedure.parameters) {
    const value = plan.values.get(parameter.name);
    if (value !== undefined)
      add(
        'fact',
        0,
        `${parameter.name} = ${parameter.secret ? say.secret : JSON.stringify(value)}`,
      );
  }
  for (const { name, description, example } of plan.missing) {
    const more = [
      ...(description === null ? [] : [description]),
      ...(example === null ? [] : [say.shows(example)]),
    ];
    add('warning', 0, say.toAsk(name, more.join('; ')));
  }
  if (plan.missingTools.length > 0)
    add('warning', 0, say.missingTools(plan.missingTools.join(', ')));
  for (const { host, target } of plan.hosts)
    add('fact', 0, words.hosts.way(host, [...target.options, targetInWords(target)].join(' ')));
  for (const { stage, steps } of plan.stages) {
    if (steps.length === 0) continue;
    add('blank', 0, '');
    add(
      'stage',
      0,
      `${stage.number}. ${stage.title}${stage.minutes === null ? '' : `  ${say.minutes(stage.minutes)}`}`,
    );
    for (const notice of stage.notices) add('warning', 1, `${notice.label}: ${notice.text}`);
    for (const planned of steps) addStep(planned, words, add);
    for (const criterion of stage.criteria)
      add('criterion', 1, say.exit(`${criterion.text} [${decidedBy(criterion)}]`));
  }
  if (plan.problems.length > 0) {
    add('blank', 0, '');
    for (const problem of plan.problems) add('problem', 0, problem);
  }
  return lines;
}

function addStep(
  { step, mode, reason }: PlannedStep,
  words: Words,
  add: (kind: PlanLine['kind'], depth: number, text: string) => void,
): void {
  if (mode === 'skip') {
    add('skipped', 1, `${step.ref}  ${step.title}  ${words.plan.skipped(reason ?? '')}`);
    return;
  }
  add(
    'step',
    1,
    `${step.ref}  ${step.title}${mode === 'ask' ? `  ${words.plan.askedFirst(reason ?? '')}` : ''}`,
  );
  for (const notice of step.notices) add('warning', 2, `${notice.label}: ${notice.text}`);
  for (const action of step.actions) addAction(action, words, add);
  for (const criterion of step.criteria)
    add('criterion', 2, `${criterion.text} [${decidedBy(criterion)}]`);
}

function addAction(
  action: Action,
  words: Words,
  add: (kind: PlanLine['kind'], depth: number, text: string) => void,
): void {
  if (action.kind !== 'run') {
    add('block', 2, actionInWords(action));
    return;
  }
  add(
    'block',
    2,
    `${words.plan.block(action.codeSpan.line, action.host)}${expectations(action, words)}`,
  );
  for (const line of action.code.split('\n')) if (line.trim() !== '') add('fact', 3, line);
  const gate = gateOf(action);
  if (gate !== null) add('warning', 3, words.plan.confirmed(gate));
  for (const { kind, command, reason } of action.hazards) {
    if (kind === 'endless') add('warning', 3, `\`${command}\` ${reason}`);
  }
  if (action.hostAfter !== action.host) add('warning', 3, words.plan.goesOn(action.hostAfter));
}

function expectations(action: RunAction, { plan: say }: Words): string {
  const { expects } = action;
  const asking = interactiveCommand(action);
  const parts = [
    expects.exit.length === 1 && expects.exit[0] === 0
      ? say.everyCommand
      : say.endsWith(expects.exit),
    ...expects.searches.map(({ line }) => say.mayFindNothing(line)),
    ...(expects.timeout === null ? [] : [say.within(expects.timeout / 1000)]),
    ...(expects.retry === 0 ? [] : [say.upTo(expects.retry + 1)]),
    ...(asking === null ? [] : [say.withTerminal(asking)]),
  ];
  return `: ${parts.join(', ')}`;
}
