/** The evidence of a run as a document: one tree, from which the Markdown and the HTML are both written. */
import type { PhrasingContent, Root, RootContent, Table } from 'mdast';
import type { Verdict } from '../../model/index.ts';
import { escapeTerminal } from '../../text/escape.ts';
import { auditInWords } from '../journal/audit-words.ts';
import { duration } from '../operator/screen.ts';
import type { Words } from '../words/words.ts';
import type {
  BlockEvidence,
  Evidence,
  FlowEvidence,
  OutputEvidence,
  Said,
  StageEvidence,
  StepEvent,
  StepEvidence,
} from './evidence.ts';

/** Times are UTC, as in the journal. */
export function evidencePage(evidence: Evidence, words: Words): Root {
  const say = words.report;
  const { procedure } = evidence;
  return {
    type: 'root',
    children: [
      heading(1, `${procedure.name}: ${say.title}`),
      paragraph(
        ...verdictOf(evidence.verdict, words),
        text(evidence.verdict === null ? ` ${say.states[evidence.state]}` : ''),
        text(evidence.reason === '' ? '' : `: ${evidence.reason}`),
      ),
      ...facts(evidence, words),
      ...integrity(evidence, words),
      ...titled(say.prerequisites, saidTable(evidence.prerequisites, words)),
      ...titled(say.approvals, approvals(evidence, words)),
      ...titled(words.given.title, given(evidence, words)),
      heading(2, say.timeline),
      ...timeline(evidence, words),
      ...evidence.flows.flatMap((flow) => flowPart(flow, words)),
    ],
  };
}

function facts(evidence: Evidence, words: Words): RootContent[] {
  const say = words.report;
  const { procedure, selection, document } = evidence;
  const chosen = [
    selection.from === null ? '' : `--from ${selection.from}`,
    selection.only === null ? '' : `--only ${selection.only}`,
    ...selection.with.map((ref) => `--with ${ref}`),
    ...evidence.hostMap.map((entry) => `--host-map ${entry}`),
  ].filter((part) => part !== '');
  const rows: [string, string][] = [
    [say.run, evidence.run],
    [
      say.document,
      `${procedure.path}${procedure.version === null ? '' : `, ${say.version} ${procedure.version}`}`,
    ],
    ['SHA-256', procedure.hash],
    [
      'git',
      document?.git == null
        ? say.noCommit
        : `${document.git.commit} (${say.git[document.git.state]})`,
    ],
    [say.flow, evidence.flow],
    [say.operator, evidence.operators.join(', ')],
    [say.started, clock(evidence.started)],
    [say.ended, evidence.ended === null ? say.states[evidence.state] : clock(evidence.ended)],
    [say.took, evidence.milliseconds === null ? '' : duration(evidence.milliseconds)],
    [say.selection, chosen.join(' ')],
    ...Object.entries(evidence.parameters).map(([name, value]): [string, string] => [
      name,
      value ?? say.secret,
    ]),
  ];
  return [
    table(
      [[say.fact], [say.value]],
      rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [[text(name)], [text(value)]]),
    ),
  ];
}

/** Whether the journal is as it was written: everything else here is only as good as that. */
function integrity({ run, audit }: Evidence, words: Words): RootContent[] {
  return [
    heading(2, words.report.journal),
    ...auditInWords(run, audit, words).map(({ text: line, tone }) =>
      tone === 'bad'
        ? paragraph({ type: 'strong', children: [text(line)] })
        : paragraph(text(line)),
    ),
  ];
}

function approvals({ approvals }: Evidence, words: Words): Table | null {
  const say = words.report;
  if (approvals.length === 0) return null;
  return table(
    [[say.time], [say.role], [say.person], [say.verdict], [say.evidence]],
    approvals.map(({ at, role, person, verdict, evidence, by }) => [
      [text(clock(at))],
      [text(role)],
      [text(person ?? say.nobody)],
      verdictOf(verdict, words),
      [text(`${evidence} (${say.writtenBy(by)})`)],
    ]),
  );
}

/** Who decided what before anything was asked. */
function given({ given }: Evidence, words: Words): Table | null {
  const say = words.given;
  if (given.length === 0) return null;
  return table(
    [[words.report.time], [say.option], [say.by]],
    given.map(({ at, option, takenBack, by }) => [
      [text(clock(at))],
      [text(takenBack ? `${option} (${say.takenBack})` : option)],
      [text(by)],
    ]),
  );
}

/** Stages against what their author thought that they would take. */
function timeline({ flows }: Evidence, words: Words): RootContent[] {
  const say = words.report;
  const rows = flows.flatMap((flow) =>
    flow.stages.map((stage) => [
      [text(`${flow.procedure}, ${flow.flow}`)],
      [text(`${stage.number}. ${stage.title}`)],
      [text(stage.milliseconds === null ? '' : duration(stage.milliseconds))],
      [text(stage.minutes === null ? '' : `${stage.minutes} min`)],
      verdictOf(stage.verdict, words),
    ]),
  );
  if (rows.length === 0) return [paragraph(text(say.nothing))];
  return [table([[say.flow], [say.stage], [say.took], [say.estimate], [say.verdict]], rows)];
}

function flowPart(flow: FlowEvidence, words: Words): RootContent[] {
  return [
    heading(2, `${flow.procedure}: ${words.report.flow} ${flow.flow}`),
    paragraph(text(`${clock(flow.started)}: `), ...verdictOf(flow.verdict, words)),
    ...flow.stages.flatMap((stage) => stagePart(stage, words)),
    ...titled(words.report.criteria, saidTable(flow.criteria, words)),
  ];
}

function stagePart(stage: StageEvidence, words: Words): RootContent[] {
  return [
    heading(3, `${stage.number}. ${stage.title}`),
    ...stage.steps.flatMap((step) => stepPart(step, words)),
    ...titled(words.report.exitCriteria, saidTable(stage.criteria, words), 4),
  ];
}

function stepPart(step: StepEvidence, words: Words): RootContent[] {
  const when = [step.started, step.ended].filter((at) => at !== null).map(clock);
  return [
    heading(4, `${step.ref} ${step.title}`),
    paragraph(
      ...(when.length === 0 && step.verdict === null
        ? [text(words.report.notReached)]
        : verdictOf(step.verdict, words)),
      text(when.length === 0 ? '' : `, ${when.join(' – ')}`),
      text(step.reason === null ? '' : `: ${step.reason}`),
    ),
    ...step.events.flatMap((event) => eventPart(event, words)),
  ];
}

function eventPart(event: StepEvent, words: Words): RootContent[] {
  switch (event.kind) {
    case 'block':
      return blockPart(event.block, words);
    case 'criterion':
    case 'action':
      return [
        paragraph(
          ...verdictOf(event.said.verdict, words),
          text(` ${event.said.text}: ${howJudged(event.said, words)}`),
        ),
      ];
    case 'note':
      return [paragraph(text(`${clock(event.at)} ${event.text}`))];
    default:
      return event satisfies never;
  }
}

function blockPart(block: BlockEvidence, words: Words): RootContent[] {
  const say = words.report;
  const place = say.block(block.line, block.host ?? say.thisMachine);
  const took = block.milliseconds === null ? '' : `, ${duration(block.milliseconds)}`;
  return [
    paragraph(text(`${clock(block.started)} ${place}`)),
    ...(block.code === null ? [] : [code('bash', block.code)]),
    paragraph(
      ...verdictOf(block.verdict, words),
      text(
        block.ending === null ? ` ${say.unknownEnd}` : ` ${block.ending}${took}: ${block.evidence}`,
      ),
    ),
    ...excerpt('stdout', block.stdout, words),
    ...excerpt('stderr', block.stderr, words),
  ];
}

function excerpt(name: string, part: OutputEvidence | null, words: Words): RootContent[] {
  if (part === null) return [];
  const gap = part.omitted === 0 ? '' : `\n[${words.report.omitted(part.omitted)}]\n`;
  return [
    paragraph(text(`${name}, ${words.report.bytes(part.bytes)}:`)),
    code('text', `${part.head}${gap}${part.tail}`),
  ];
}

function saidTable(said: readonly Said[], words: Words): Table | null {
  const say = words.report;
  if (said.length === 0) return null;
  return table(
    [[say.time], [say.criterion], [say.verdict], [say.evidence]],
    said.map((each) => [
      [text(clock(each.at))],
      [text(each.text)],
      verdictOf(each.verdict, words),
      [text(howJudged(each, words))],
    ]),
  );
}

/** How it was checked, or who vouches for it. */
function howJudged({ origin, rule, evidence, by }: Said, words: Words): string {
  if (by !== null || origin === null || origin === 'attested') return evidence;
  return rule === null ? words.attest.declared(evidence) : words.attest.inferred(rule, evidence);
}

function verdictOf(verdict: Verdict | null, words: Words): PhrasingContent[] {
  if (verdict === null) return [text(words.report.noVerdict)];
  return [
    {
      type: 'strong',
      data: { hProperties: { className: [`is-${verdict}`] } },
      children: [text(words.verdicts[verdict])],
    },
  ];
}

function titled(title: string, part: Table | null, depth: 2 | 4 = 2): RootContent[] {
  return part === null ? [] : [heading(depth, title), part];
}

function heading(depth: 1 | 2 | 3 | 4, title: string): RootContent {
  return { type: 'heading', depth, children: [text(title)] };
}

function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children };
}

function table(
  head: readonly (readonly string[])[],
  rows: readonly (readonly PhrasingContent[][])[],
): Table {
  const row = (cells: readonly PhrasingContent[][]): Table['children'][number] => ({
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children })),
  });
  return {
    type: 'table',
    children: [row(head.map((names) => names.map(text))), ...rows.map((cells) => row([...cells]))],
  };
}

/** Control characters are made visible, whatever it is opened with. */
function text(value: string): PhrasingContent {
  return { type: 'text', value: escapeTerminal(value).replace(/\s*\n\s*/g, ' ') };
}

function code(lang: string, value: string): RootContent {
  return { type: 'code', lang, value: escapeTerminal(value.replace(/\n+$/, '')) };
}

function clock(at: string): string {
  return at.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
