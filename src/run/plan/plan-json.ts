/** A plan as JSON: what would run, where, behind which gates, and how each outcome would be judged. */
import { checkInWords } from '../../emit/in-words.ts';
import type { Action, Criterion } from '../../model/index.ts';
import type { Words } from '../words/words.ts';
import { gateOf, interactiveCommand, notices } from './gates.ts';
import { fillHoles } from './holes.ts';
import type { Plan } from './plan.ts';
import { howSettled, shownValues } from './plan-view.ts';
import type { Missing } from './preflight.ts';
import { prerequisitesOf } from './prerequisites.ts';

/** Secret values are named, not told. */
export function planToJson(
  plan: Plan,
  words: Words,
  missing: readonly Missing[],
  indent: number,
): string {
  const { procedure, flow } = plan;
  const values = shownValues(plan, words);
  const document = {
    procedure: procedure.name,
    title: procedure.title,
    version: procedure.version,
    source: procedure.source,
    flow: flow.id,
    values: Object.fromEntries(values),
    toAsk: plan.missing.map(({ name, description, example }) => ({ name, description, example })),
    prerequisites: prerequisitesOf(procedure, flow.id).map((each) => ({
      text: each.text,
      approval: each.approval,
      settledBy: howSettled(each, words),
    })),
    missing,
    stages: plan.stages.map(({ stage, steps }) => ({
      number: stage.number,
      title: stage.title,
      minutes: stage.minutes,
      notices: notices(stage).map(({ level, label, text }) => ({ level, label, text })),
      steps: steps.map(({ step, mode, reason }) => ({
        ref: step.ref,
        title: step.title,
        mode,
        reason,
        notices: notices(step).map(({ level, label, text }) => ({ level, label, text })),
        actions: step.actions.map((action) => actionToJson(action, values, words)),
        criteria: step.criteria.map(criterionToJson),
      })),
      criteria: stage.criteria.map(criterionToJson),
    })),
    problems: plan.problems,
  };
  return `${JSON.stringify(document, null, indent)}\n`;
}

function actionToJson(action: Action, values: ReadonlyMap<string, string>, words: Words): object {
  if (action.kind !== 'run') return { kind: action.kind, line: action.span.line };
  return {
    kind: action.kind,
    line: action.codeSpan.line,
    host: action.host,
    hostAfter: action.hostAfter,
    code: fillHoles(action.code, action.holes, values).text,
    gate: gateOf(action, words),
    terminal: interactiveCommand(action, words),
    hazards: action.hazards.map(({ kind, command, reason }) => ({ kind, command, reason })),
    expects: action.expects,
  };
}

function criterionToJson({ text, origin, rule, check }: Criterion): object {
  return { text, origin, rule, check: check === null ? null : checkInWords(check) };
}
