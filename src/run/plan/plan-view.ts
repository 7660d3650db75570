/** A plan in words: what would happen, block by block, before anything does. */
import { actionInWords, decidedBy } from '../../emit/in-words.ts';
import type { Action, RunAction } from '../../model/index.ts';
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

export function viewPlan(plan: Plan): PlanLine[] {
  const { procedure, flow } = plan;
  const lines: PlanLine[] = [
    { kind: 'title', depth: 0, text: `${procedure.name}  ${procedure.title}` },
    { kind: 'fact', depth: 0, text: `flow "${flow.id}" of ${procedure.source.path}` },
  ];
  const add = (kind: PlanLine['kind'], depth: number, text: string): void => {
    lines.push({ kind, depth, text });
  };
  for (const { text } of procedure.prerequisites) add('fact', 0, `before: ${text}`);
  for (const parameter of procedure.parameters) {
    const value = plan.values.get(parameter.name);
    if (value !== undefined)
      add(
        'fact',
        0,
        `${parameter.name} = ${parameter.secret ? '(secret)' : JSON.stringify(value)}`,
      );
  }
  for (const { name, description, example } of plan.missing) {
    const more = [
      ...(description === null ? [] : [description]),
      ...(example === null ? [] : [`the document shows ${example}`]),
    ];
    add(
      'warning',
      0,
      `to be asked for: ${name}${more.length === 0 ? '' : ` (${more.join('; ')})`}`,
    );
  }
  if (plan.missingTools.length > 0)
    add('warning', 0, `not found on this machine now: ${plan.missingTools.join(', ')}`);
  for (const { stage, steps } of plan.stages) {
    if (steps.length === 0) continue;
    add('blank', 0, '');
    add(
      'stage',
      0,
      `${stage.number}. ${stage.title}${stage.minutes === null ? '' : `  (${stage.minutes} min)`}`,
    );
    for (const notice of stage.notices) add('warning', 1, `${notice.label}: ${notice.text}`);
    for (const planned of steps) addStep(planned, add);
    for (const criterion of stage.criteria)
      add('criterion', 1, `exit: ${criterion.text} [${decidedBy(criterion)}]`);
  }
  if (plan.problems.length > 0) {
    add('blank', 0, '');
    for (const problem of plan.problems) add('problem', 0, problem);
  }
  return lines;
}

function addStep(
  { step, mode, reason }: PlannedStep,
  add: (kind: PlanLine['kind'], depth: number, text: string) => void,
): void {
  if (mode === 'skip') {
    add('skipped', 1, `${step.ref}  ${step.title}  (skipped: ${reason})`);
    return;
  }
  add('step', 1, `${step.ref}  ${step.title}${mode === 'ask' ? `  (${reason}: asked first)` : ''}`);
  for (const notice of step.notices) add('warning', 2, `${notice.label}: ${notice.text}`);
  for (const action of step.actions) addAction(action, add);
  for (const criterion of step.criteria)
    add('criterion', 2, `${criterion.text} [${decidedBy(criterion)}]`);
}

function addAction(
  action: Action,
  add: (kind: PlanLine['kind'], depth: number, text: string) => void,
): void {
  if (action.kind !== 'run') {
    add('block', 2, actionInWords(action));
    return;
  }
  add(
    'block',
    2,
    `block in line ${action.codeSpan.line} on ${action.host ?? 'this machine'}${expectations(action)}`,
  );
  for (const line of action.code.split('\n')) if (line.trim() !== '') add('fact', 3, line);
  const gate = gateOf(action);
  if (gate !== null) add('warning', 3, `confirmed first: ${gate}`);
  for (const { kind, command, reason } of action.hazards) {
    if (kind === 'endless') add('warning', 3, `\`${command}\` ${reason}`);
  }
  if (action.hostAfter !== action.host)
    add('warning', 3, `goes on ${action.hostAfter ?? 'this machine'} from here`);
}

function expectations(action: RunAction): string {
  const { expects } = action;
  const asking = interactiveCommand(action);
  const parts = [
    expects.exit.length === 1 && expects.exit[0] === 0
      ? 'every command ends with 0'
      : `ends with ${expects.exit.join(' or ')}`,
    ...expects.searches.map(({ line }) => `the search in line ${line} may find nothing`),
    ...(expects.timeout === null ? [] : [`within ${expects.timeout / 1000} s`]),
    ...(expects.retry === 0 ? [] : [`up to ${expects.retry + 1} times`]),
    ...(asking === null ? [] : [`with the terminal, its output not kept: ${asking}`]),
  ];
  return `: ${parts.join(', ')}`;
}
