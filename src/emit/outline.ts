/** A procedure as a person reads it at a glance: flows, stages, steps, what each does, how it is judged, and why. */
import type { Action, Criterion, Notice, Procedure, Stage, Step } from '../model/index.ts';
import {
  actionRules,
  because,
  criterionRules,
  flowRules,
  parameterBecause,
  stageRules,
  stepRules,
} from './because.ts';
import { countCriteria, countInWords, listCriteria } from './criteria.ts';
import { actionInWords, count, decidedBy } from './in-words.ts';

/** A line of text with its depth and the kind of thing it tells of, for whoever colours and escapes it. */
export interface OutlineLine {
  readonly kind:
    | 'title'
    | 'fact'
    | 'flow'
    | 'stage'
    | 'step'
    | 'notice'
    | 'action'
    | 'shown'
    | 'criterion'
    | 'blank';
  readonly depth: number;
  readonly text: string;
  /** From which line of the document and by which rule it came; `null` where it has no place of its own. */
  readonly why: string | null;
}

/** `text`: of the whole document, which the reasons quote. */
export function outline(procedure: Procedure, text: string): OutlineLine[] {
  const lines = text.split(/\r?\n/);
  return [
    line('title', 0, `${procedure.name}  ${procedure.title}`),
    line('fact', 0, facts(procedure).join(' · ')),
    line('fact', 0, totals(procedure)),
    ...parameterLines(procedure, lines),
    ...procedure.flows.flatMap((flow) => {
      const minutes = flow.stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0);
      const counts = [
        count(flow.stages.length, 'stage'),
        count(flow.stages.flatMap(({ steps }) => steps).length, 'step'),
        ...(minutes > 0 ? [`${minutes} min`] : []),
      ];
      const why = because(flow, flowRules[flow.because], lines);
      return [
        line('blank', 0, ''),
        line('flow', 0, `${flow.id}: ${flow.title} (${counts.join(', ')})`, why),
        ...flow.stages.flatMap((stage) => stageLines(stage, lines)),
      ];
    }),
    ...(procedure.flows.length === 0 ? [line('fact', 0, 'Nothing in this document is run.')] : []),
    ...wholeCriteria(procedure, lines),
    ...outsideLines(procedure, lines),
  ];
}

function line(
  kind: OutlineLine['kind'],
  depth: number,
  text: string,
  why: string | null = null,
): OutlineLine {
  return { kind, depth, text, why };
}

function facts({ kind, version, status, owner, language, source, reviewDue }: Procedure): string[] {
  return [
    kind,
    ...(version === null ? [] : [`version ${version}`]),
    ...(status === null ? [] : [status]),
    ...(owner === null ? [] : [owner]),
    ...(reviewDue === null ? [] : [`review due ${reviewDue}`]),
    language,
    source.path,
  ];
}

/** `18 blocks run, 2 scripts, 3 only shown; criteria: 13 of 21 …`. */
function totals(procedure: Procedure): string {
  const inFlows = procedure.flows.flatMap(({ stages }) =>
    stages.flatMap(({ steps }) => steps.flatMap(({ actions }) => actions)),
  );
  const of = (kind: Action['kind']): number => inFlows.filter((one) => one.kind === kind).length;
  const shown = of('listing') + procedure.listings.length;
  const blocks = [
    `${count(of('run'), 'block')} to run`,
    ...(of('script') > 0 ? [count(of('script'), 'script')] : []),
    ...(shown > 0 ? [`${shown} only shown`] : []),
  ];
  return `${blocks.join(', ')}; criteria: ${countInWords(countCriteria(listCriteria(procedure)))}`;
}

function parameterLines({ parameters }: Procedure, lines: readonly string[]): OutlineLine[] {
  return parameters.map((parameter) => {
    const { name, origin, default: value, description, example } = parameter;
    const given = value === null ? 'to be given' : `default ${value}`;
    const more = [
      origin === 'declared' ? given : `found as ${example}`,
      ...(description === null ? [] : [description]),
    ];
    const why = parameterBecause(parameter, lines);
    return line('fact', 0, `parameter ${name}: ${more.join('; ')}`, why);
  });
}

function stageLines(stage: Stage, lines: readonly string[]): OutlineLine[] {
  const marks = [...(stage.minutes === null ? [] : [`${stage.minutes} min`]), ...conditions(stage)];
  const why = because(stage, stageRules[stage.because], lines);
  return [
    line('stage', 1, `${stage.number}  ${stage.title}${inParentheses(marks)}`, why),
    ...noticeLines(stage.notices, 2),
    ...stage.steps.flatMap((step) => stepLines(step, lines)),
    ...stage.criteria.map((criterion) => criterionLine(criterion, 2, 'exit: ', lines)),
  ];
}

function stepLines(step: Step, lines: readonly string[]): OutlineLine[] {
  const title = `${step.ref}  ${step.title}${inParentheses(conditions(step))}  :${step.span.line}`;
  return [
    line('step', 2, title, because(step, stepRules[step.because], lines)),
    ...noticeLines(step.notices, 3),
    ...step.actions.map((action) => actionLine(action, lines)),
    ...step.criteria.map((criterion) => criterionLine(criterion, 3, '', lines)),
  ];
}

function actionLine(action: Action, lines: readonly string[]): OutlineLine {
  const kind = action.kind === 'listing' || action.kind === 'script' ? 'shown' : 'action';
  const text = `${actionInWords(action)}${marksOf(action)}`;
  return line(kind, 3, text, because(action, actionRules[action.because], lines));
}

/** What of a block somebody should know before it runs: `  [asked first; fills TAG; drops a database]`. */
function marksOf(action: Action): string {
  if (action.kind !== 'run') return '';
  const { expects, holes, hazards, syntaxError } = action;
  const marks = [
    ...(syntaxError === null ? [] : [`no valid shell: line ${syntaxError.span.line}`]),
    ...(expects.run === 'ask' ? ['asked first'] : []),
    ...(expects.interactive ? ['with the terminal'] : []),
    ...(expects.background ? ['in the background'] : []),
    ...(holes.length > 0
      ? [`fills ${[...new Set(holes.map((hole) => hole.parameter))].join(', ')}`]
      : []),
    ...new Set(hazards.filter(({ kind }) => kind === 'destructive').map(({ reason }) => reason)),
  ];
  return marks.length === 0 ? '' : `  [${marks.join('; ')}]`;
}

function criterionLine(
  criterion: Criterion,
  depth: number,
  lead: string,
  lines: readonly string[],
): OutlineLine {
  const text = `${lead}${criterion.text} [${decidedBy(criterion)}]`;
  return line(
    'criterion',
    depth,
    text,
    because(criterion, criterionRules[criterion.because], lines),
  );
}

function noticeLines(notices: readonly Notice[], depth: number): OutlineLine[] {
  return notices.map(({ label, text }) => line('notice', depth, `${label}: ${text}`));
}

function wholeCriteria({ criteria }: Procedure, lines: readonly string[]): OutlineLine[] {
  if (criteria.length === 0) return [];
  return [
    line('blank', 0, ''),
    line('flow', 0, 'Criteria of the whole procedure'),
    ...criteria.map((criterion) => criterionLine(criterion, 1, '', lines)),
  ];
}

/** Blocks that no flow runs, each with the part of the document that it stands in. */
function outsideLines(procedure: Procedure, lines: readonly string[]): OutlineLine[] {
  if (procedure.listings.length === 0) return [];
  return [
    line('blank', 0, ''),
    line('flow', 0, 'Only shown, in no flow'),
    ...procedure.listings.map((action) => {
      const section = procedure.sections.findLast(
        ({ span }) => span.line <= action.span.line && action.span.line <= span.endLine,
      );
      const role = section === undefined || section.role === 'other' ? '' : ` (${section.role})`;
      const under = section === undefined ? '' : `  under "${section.title}"${role}`;
      const why = because(action, actionRules[action.because], lines);
      // Nothing here runs, so nothing is called so.
      const what = actionInWords(action).replace(/^run /, 'block ');
      return line('shown', 1, `${what}${under}`, why);
    }),
  ];
}

function conditions({ conditional, optional }: Pick<Step, 'conditional' | 'optional'>): string[] {
  return [...(conditional ? ['only if needed'] : []), ...(optional ? ['optional'] : [])];
}

function inParentheses(marks: readonly string[]): string {
  return marks.length > 0 ? ` (${marks.join(', ')})` : '';
}
