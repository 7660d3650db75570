/** What keeps the blocks of a plan from running: found before anything is started. */
import type { RunAction, Stage, Step } from '../../model/index.ts';
import { unfit } from '../../text/shell-quote.ts';
import { gateOf, interactiveCommand, notices } from './gates.ts';
import type { PlannedStep, PlanOptions } from './plan.ts';

export function blockProblems(
  planned: readonly PlannedStep[],
  options: PlanOptions,
  values: ReadonlyMap<string, string>,
): string[] {
  const say = options.words.problems;
  const problems: string[] = [];
  if (!options.attended && !options.yes) {
    for (const stage of new Set(planned.map((each) => each.stage)))
      problems.push(
        ...noticeProblems(stage, options.words.gates.gate.stageAt(stage.number), options),
      );
  }
  for (const { step, mode } of planned) {
    for (const action of step.actions) {
      if (action.kind !== 'run') continue;
      const where = say.where(step.ref, action.codeSpan.line);
      if (action.syntaxError !== null) {
        problems.push(
          say.syntax(say.where(step.ref, action.syntaxError.span.line), action.syntaxError.text),
        );
      }
      for (const { parameter, quoting } of action.holes) {
        const wrong = values.has(parameter) ? unfit(values.get(parameter)!, quoting) : null;
        if (wrong !== null) problems.push(say.cannotStand(where, parameter, wrong));
      }
      if (action.expects.background && action.expects.interactive)
        problems.push(options.words.background.interactive(where));
      if (!options.attended && mode === 'run')
        problems.push(...unattendedProblems(action, where, options));
    }
    if (!options.attended && !options.yes && mode === 'run') {
      const call = step.actions.find(({ kind }) => kind === 'call');
      if (call?.kind === 'call') problems.push(say.call(step.ref, call.target));
      const isGated = step.actions.some(
        (each) => each.kind === 'run' && gateOf(each, options.words) !== null,
      );
      if (!isGated)
        problems.push(...noticeProblems(step, options.words.gates.gate.stepAt(step.ref), options));
    }
  }
  return problems;
}

function noticeProblems(of: Stage | Step, where: string, { words }: PlanOptions): string[] {
  return notices(of).map(({ label, text }) =>
    words.gates.gate.needsSomebody(where, `${label}: ${text}`),
  );
}

function unattendedProblems(action: RunAction, where: string, options: PlanOptions): string[] {
  const say = options.words.problems;
  const problems: string[] = [];
  const gate = gateOf(action, options.words);
  if (gate !== null && !options.yes) {
    problems.push(say.gate(where, gate));
  }
  const asking = interactiveCommand(action, options.words);
  if (asking !== null) {
    problems.push(say.noTerminal(where, asking));
  }
  const endless = action.hazards.find(({ kind }) => kind === 'endless');
  if (
    endless !== undefined &&
    action.expects.timeout === null &&
    options.timeout === null &&
    !action.expects.background
  ) {
    problems.push(say.endless(where, endless.command, options.words.hazard(endless.reason)));
  }
  return problems;
}
