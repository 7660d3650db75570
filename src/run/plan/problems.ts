/** What keeps the blocks of a plan from running: found before anything is started. */
import type { RunAction } from '../../model/index.ts';
import { unfit } from '../../text/shell-quote.ts';
import { gateOf, interactiveCommand } from './gates.ts';
import { remoteHosts } from './hosts.ts';
import type { PlannedStep, PlanOptions } from './plan.ts';

export function blockProblems(
  planned: readonly PlannedStep[],
  options: PlanOptions,
  values: ReadonlyMap<string, string>,
): string[] {
  const problems: string[] = [];
  const elsewhere = new Map<string, string[]>();
  for (const { step, mode } of planned) {
    for (const action of step.actions) {
      if (action.kind !== 'run') continue;
      const where = `Step ${step.ref}, line ${action.codeSpan.line}`;
      if (action.syntaxError !== null) {
        problems.push(
          `Step ${step.ref}, line ${action.syntaxError.span.line}: bash does not accept this block: ${action.syntaxError.text}`,
        );
      }
      for (const host of remoteHosts(action)) {
        if (!options.localHosts.has(host))
          elsewhere.set(host, [...(elsewhere.get(host) ?? []), where]);
      }
      for (const { parameter, quoting } of action.holes) {
        const wrong = values.has(parameter) ? unfit(values.get(parameter)!, quoting) : null;
        if (wrong !== null) problems.push(`${where}: ${parameter} cannot stand here: ${wrong}.`);
      }
      if (!options.attended && mode === 'run')
        problems.push(...unattendedProblems(action, where, options));
    }
    if (!options.attended && !options.yes && mode === 'run') {
      const call = step.actions.find(({ kind }) => kind === 'call');
      if (call?.kind === 'call')
        problems.push(
          `Step ${step.ref} runs ${call.target}, which somebody has to confirm: nobody is there to ask, so allow it with --yes.`,
        );
    }
  }
  for (const [host, places] of elsewhere) {
    const more = places.length === 1 ? '' : ` and ${places.length - 1} more`;
    problems.push(
      `${places[0]}${more}: on ${host}, and procs cannot run blocks on other hosts yet. If this machine is ${host}, say --host-map ${host}=local.`,
    );
  }
  return problems;
}

function unattendedProblems(action: RunAction, where: string, options: PlanOptions): string[] {
  const problems: string[] = [];
  const gate = gateOf(action);
  if (gate !== null && !options.yes) {
    problems.push(
      `${where}: ${gate}. Somebody has to confirm that, and nobody is there to ask: allow it with --yes.`,
    );
  }
  const asking = interactiveCommand(action);
  if (asking !== null) {
    problems.push(`${where}: this block needs a terminal (${asking}), and there is none.`);
  }
  const endless = action.hazards.find(({ kind }) => kind === 'endless');
  if (
    endless !== undefined &&
    action.expects.timeout === null &&
    options.timeout === null &&
    !action.expects.background
  ) {
    problems.push(
      `${where}: \`${endless.command}\` never ends by itself (${endless.reason}), and nobody is there to end it: give the block {timeout=…} or the run --timeout.`,
    );
  }
  return problems;
}
