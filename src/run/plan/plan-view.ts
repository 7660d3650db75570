/** A plan in words: what would happen, block by block, before anything does. */
import { actionInWords, decidedBy } from '../../emit/in-words.ts';
import type { Action, RunAction } from '../../model/index.ts';
import { targetInWords } from '../session/remote/target.ts';
import type { Words } from '../words/words.ts';
import { gateOf, interactiveCommand } from './gates.ts';
import { fillHoles } from './holes.ts';
import { secretNames } from './parameters.ts';
import type { Plan, PlannedStep } from './plan.ts';
import type { Missing } from './preflight.ts';
import { type Prerequisite, prerequisitesOf } from './prerequisites.ts';

/** A line of the plan, for whoever colours and escapes it. */
export interface PlanLine {
  readonly kind:
    | 'title'
    | 'stage'
    | 'step'
    | 'skipped'
    | 'block'
    | 'fact'
    | 'code'
    | 'criterion'
    | 'warning'
    | 'problem'
    | 'blank';
  readonly depth: number;
  readonly text: string;
}

/** `missing`: what the preflight found. */
export function viewPlan(plan: Plan, words: Words, missing: readonly Missing[] = []): PlanLine[] {
  const { procedure, flow } = plan;
  const say = words.plan;
  const lines: PlanLine[] = [
    { kind: 'title', depth: 0, text: `${procedure.name}  ${procedure.title}` },
    { kind: 'fact', depth: 0, text: say.title(flow.id, procedure.source.path) },
  ];
  const add = (kind: PlanLine['kind'], depth: number, text: string): void => {
    lines.push({ kind, depth, text });
  };
  for (const each of prerequisitesOf(procedure, flow.id))
    add('fact', 0, say.before(`${each.text} [${howSettled(each, words)}]`));
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
  for (const { host, target } of plan.hosts)
    add('fact', 0, words.hosts.way(host, [...target.options, targetInWords(target)].join(' ')));
  if (missing.length > 0) {
    add('blank', 0, '');
    add('fact', 0, words.gates.preflight.title);
    for (const { text, certain } of missing) add(certain ? 'warning' : 'fact', 1, text);
  }
  for (const { stage, steps } of plan.stages) {
    if (steps.length === 0) continue;
    add('blank', 0, '');
    add(
      'stage',
      0,
      `${stage.number}. ${stage.title}${stage.minutes === null ? '' : `  ${say.minutes(stage.minutes)}`}`,
    );
    for (const notice of stage.notices) add('warning', 1, `${notice.label}: ${notice.text}`);
    for (const planned of steps) addStep(planned, shownValues(plan, words), words, add);
    for (const criterion of stage.criteria)
      add('criterion', 1, say.exit(`${criterion.text} [${decidedBy(criterion, words.phrases)}]`));
  }
  if (plan.problems.length > 0) {
    add('blank', 0, '');
    for (const problem of plan.problems) add('problem', 0, problem);
  }
  return lines;
}

/** Values as they may be shown: what is secret is named, not told. */
export function shownValues({ procedure, values }: Plan, words: Words): Map<string, string> {
  const secret = secretNames(procedure);
  return new Map(
    [...values].map(([name, value]) => [name, secret.has(name) ? words.plan.secret : value]),
  );
}

/** Who or what says that a prerequisite is met. */
export function howSettled({ check, approval }: Prerequisite, { gates }: Words): string {
  const say = gates.before;
  if (approval !== null) return say.byApproval(approval.roles.join(' / '));
  return check === null ? say.byOperator : say.byLook(check.name);
}

function addStep(
  { step, mode, reason }: PlannedStep,
  values: ReadonlyMap<string, string>,
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
  for (const action of step.actions) addAction(action, values, words, add);
  for (const criterion of step.criteria)
    add('criterion', 2, `${criterion.text} [${decidedBy(criterion, words.phrases)}]`);
}

function addAction(
  action: Action,
  values: ReadonlyMap<string, string>,
  words: Words,
  add: (kind: PlanLine['kind'], depth: number, text: string) => void,
): void {
  if (action.kind !== 'run') {
    const reason = action.kind === 'listing' ? words.listing(action) : null;
    add('block', 2, actionInWords(action, words.phrases, reason));
    return;
  }
  add(
    'block',
    2,
    `${words.plan.block(action.codeSpan.line, action.host)}${expectations(action, words)}`,
  );
  const { text } = fillHoles(action.code, action.holes, values);
  for (const line of text.split('\n')) if (line.trim() !== '') add('code', 3, line);
  const gate = gateOf(action, words);
  if (gate !== null) add('warning', 3, words.plan.confirmed(gate));
  for (const { kind, command, reason } of action.hazards) {
    if (kind === 'endless') add('warning', 3, `\`${command}\` ${words.hazard(reason)}`);
  }
  if (action.hostAfter !== action.host) add('warning', 3, words.plan.goesOn(action.hostAfter));
}

function expectations(action: RunAction, words: Words): string {
  const { plan: say } = words;
  const { expects } = action;
  const asking = expects.background ? null : interactiveCommand(action, words);
  const limit = expects.timeout === null ? null : expects.timeout / 1000;
  const parts = [
    ...(expects.background ? [say.inBackground(limit)] : []),
    expects.exit.length === 1 && expects.exit[0] === 0
      ? say.everyCommand
      : say.endsWith(expects.exit),
    ...expects.searches.map(({ line }) => say.mayFindNothing(line)),
    ...(limit === null || expects.background ? [] : [say.within(limit)]),
    ...(expects.retry === 0 ? [] : [say.upTo(expects.retry + 1)]),
    ...(asking === null ? [] : [say.withTerminal(asking)]),
  ];
  return `: ${parts.join(', ')}`;
}
