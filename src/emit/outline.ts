/** A procedure as a person reads it at a glance: flows, stages, steps, what each does and how it is judged. */
import type { Action, Check, Criterion, Procedure, Stage, Step } from '../model/index.ts';

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
    | 'criterion'
    | 'blank';
  readonly depth: number;
  readonly text: string;
}

export function outline(procedure: Procedure): OutlineLine[] {
  const lines: OutlineLine[] = [
    { kind: 'title', depth: 0, text: `${procedure.name}  ${procedure.title}` },
    { kind: 'fact', depth: 0, text: facts(procedure).join(' · ') },
  ];
  for (const { name, origin, default: value, description, example } of procedure.parameters) {
    const more = [
      origin === 'declared'
        ? value === null
          ? 'to be given'
          : `default ${value}`
        : `found as ${example}`,
      ...(description === null ? [] : [description]),
    ];
    lines.push({ kind: 'fact', depth: 0, text: `parameter ${name}: ${more.join('; ')}` });
  }
  for (const flow of procedure.flows) {
    const minutes = flow.stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0);
    const counts = [
      count(flow.stages.length, 'stage'),
      count(flow.stages.flatMap(({ steps }) => steps).length, 'step'),
    ];
    if (minutes > 0) counts.push(`${minutes} min`);
    lines.push({ kind: 'blank', depth: 0, text: '' });
    lines.push({
      kind: 'flow',
      depth: 0,
      text: `${flow.id}: ${flow.title} (${counts.join(', ')})`,
    });
    for (const stage of flow.stages) lines.push(...stageLines(stage));
  }
  if (procedure.flows.length === 0)
    lines.push({ kind: 'fact', depth: 0, text: 'Nothing in this document is run.' });
  return lines;
}

/** What a check asks, in words: `file /tmp/x is nonempty`. */
export function checkInWords(check: Check): string {
  switch (check.kind) {
    case 'exit':
      return `exit status ${check.codes.join(' or ')}`;
    case 'command':
      return `line ${check.line} ends with 0: ${check.command}`;
    case 'no-match':
      return check.searches
        .map(({ line, command }) => `line ${line} finds nothing: ${command}`)
        .join('; ');
    case 'output':
      return `${check.stream} ${check.is}${check.value === null ? '' : ` ${JSON.stringify(check.value)}`}`;
    case 'expected-output':
      return 'output as shown';
    case 'file':
      return `file ${check.path} ${check.is}${check.fresh ? ', written by this block' : ''}`;
    case 'http':
      return `HTTP ${check.status} from ${check.url}`;
    case 'service':
      return `service ${check.name} ${check.is}`;
    case 'process':
      return `process ${check.name} ${check.is}`;
    case 'script':
      return `the check in line ${check.line} ends with 0`;
  }
}

/** Who or what decides a criterion. */
export function decidedBy({ check, origin, rule }: Criterion): string {
  if (check === null) return 'attested by the operator';
  return `${origin === 'inferred' ? `inferred by ${rule}` : 'declared'}: ${checkInWords(check)}`;
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

function stageLines(stage: Stage): OutlineLine[] {
  const marks = [
    ...(stage.minutes === null ? [] : [`${stage.minutes} min`]),
    ...(stage.conditional ? ['only if needed'] : []),
    ...(stage.optional ? ['optional'] : []),
  ];
  return [
    {
      kind: 'stage',
      depth: 1,
      text: `${stage.number}  ${stage.title}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`,
    },
    ...stage.notices.map(
      (notice): OutlineLine => ({
        kind: 'notice',
        depth: 2,
        text: `${notice.label}: ${notice.text}`,
      }),
    ),
    ...stage.steps.flatMap(stepLines),
    ...stage.criteria.map(
      (criterion): OutlineLine => ({
        kind: 'criterion',
        depth: 2,
        text: `exit: ${criterion.text} [${decidedBy(criterion)}]`,
      }),
    ),
  ];
}

function stepLines(step: Step): OutlineLine[] {
  const marks = [
    ...(step.conditional ? ['only if needed'] : []),
    ...(step.optional ? ['optional'] : []),
  ];
  return [
    {
      kind: 'step',
      depth: 2,
      text: `${step.ref}  ${step.title}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}  :${step.span.line}`,
    },
    ...step.notices.map(
      (notice): OutlineLine => ({
        kind: 'notice',
        depth: 3,
        text: `${notice.label}: ${notice.text}`,
      }),
    ),
    ...step.actions.map(
      (action): OutlineLine => ({ kind: 'action', depth: 3, text: actionInWords(action) }),
    ),
    ...step.criteria.map(
      (criterion): OutlineLine => ({
        kind: 'criterion',
        depth: 3,
        text: `${criterion.text} [${decidedBy(criterion)}]`,
      }),
    ),
  ];
}

/** What an action does, in one line. */
export function actionInWords(action: Action): string {
  const at = `:${action.span.line}`;
  switch (action.kind) {
    case 'run':
      return `run ${at}${action.host === null ? '' : ` on ${action.host}`}  ${commandLines(action.code)}`;
    case 'script':
      return `script ${at}  ${action.path ?? 'a listing of a file'}, not part of the run`;
    case 'checklist':
      return `checklist ${at}  ${count(action.items.length, 'item')}`;
    case 'message':
      return `message ${at}${action.channel === null ? '' : ` to ${action.channel}`}`;
    case 'document':
      return `document ${at}${action.path === null ? '' : `  ${action.path}`}`;
    case 'call':
      return `call ${at}  ${action.target}`;
    case 'instruction':
      return `instruction ${at}  ${action.text.split('\n', 1)[0]}`;
    case 'listing':
      return `listing ${at}  ${action.language ?? 'text'}${action.reason === null ? '' : `, ${action.reason}`}`;
  }
}

function commandLines(code: string): string {
  const lines = code
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return `${lines[0]?.trim() ?? ''}${lines.length > 1 ? `  (+${count(lines.length - 1, 'line')})` : ''}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
