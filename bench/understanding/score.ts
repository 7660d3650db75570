/** Compares what the compiler understood with the labels: precision, recall and each miss. */
import path from 'node:path';
import {
  type Flow,
  load,
  type Procedure,
  type RunAction,
  type ScriptAction,
  type Stage,
  type Step,
} from '../../src/index.ts';
import { type DocumentLabels, type Label, readLabels } from './labels.ts';

export const kinds = ['stages', 'steps', 'run blocks', 'criteria', 'parameters'] as const;
export type Kind = (typeof kinds)[number];

export interface Tally {
  found: number;
  labelled: number;
  right: number;
}

export interface Score {
  readonly documents: number;
  readonly tallies: Readonly<Record<Kind, Tally>>;
  /** `file:line: what`, for a person. */
  readonly misses: readonly string[];
  /** Blocks that run although the document only shows them, or unasked although it asks first. */
  readonly unsafe: readonly string[];
}

const here = import.meta.dirname;
const ours = path.resolve(here, '../../procedures');

/** The varied documents beside this file, and procs's own procedures. */
export async function scoreAll(): Promise<Score> {
  const documents = path.join(here, 'documents');
  const score = emptyScore();
  await scoreFolder(documents, readLabels(documents), score);
  await scoreFolder(ours, readLabels(path.join(here, 'procedures'), ours), score);
  return score;
}

/** Of what was found, the share that is right. */
export function precision({ right, found }: Tally): number {
  return found === 0 ? 1 : right / found;
}

/** Of what is there, the share that was found. */
export function recall({ right, labelled }: Tally): number {
  return labelled === 0 ? 1 : right / labelled;
}

interface MutableScore extends Score {
  documents: number;
  readonly misses: string[];
  readonly unsafe: string[];
}

function emptyScore(): MutableScore {
  const tally = (): Tally => ({ found: 0, labelled: 0, right: 0 });
  return {
    documents: 0,
    tallies: {
      stages: tally(),
      steps: tally(),
      'run blocks': tally(),
      criteria: tally(),
      parameters: tally(),
    },
    misses: [],
    unsafe: [],
  };
}

async function scoreFolder(
  root: string,
  labels: readonly DocumentLabels[],
  score: MutableScore,
): Promise<void> {
  const { documents } = await load({ root });
  for (const label of labels) {
    const document = documents.find(({ file }) => file === label.file);
    if (document === undefined) throw new Error(`${label.file} was not read`);
    scoreDocument(document.procedure, label, score);
    score.documents += 1;
  }
}

function scoreDocument(procedure: Procedure, labels: DocumentLabels, score: MutableScore): void {
  const file = path.relative(path.resolve(here, '../..'), labels.file);
  const compare = (kind: Kind, expected: readonly Said[], found: readonly Said[]): void => {
    const left = [...expected];
    const tally = score.tallies[kind];
    tally.labelled += expected.length;
    tally.found += found.length;
    for (const one of found) {
      const at = left.findIndex((other) => other.key === one.key && other.agrees(one));
      if (at === -1) score.misses.push(`${file}:${one.line}: ${kind}: not labelled: ${one.text}`);
      else {
        left.splice(at, 1);
        tally.right += 1;
      }
    }
    for (const one of left)
      score.misses.push(`${file}:${one.line}: ${kind}: not found: ${one.text}`);
  };
  const places = everyPlace(procedure);
  compare('stages', labels.stages.map(saidOfLabel), stagesOf(procedure, labels));
  compare('steps', labels.steps.map(saidOfLabel), places.flatMap(stepOf));
  compare('run blocks', blocksLabelled(labels), places.flatMap(blocksOf));
  compare('criteria', labels.criteria.map(criterionLabelled), criteriaOf(procedure));
  compare('parameters', labels.parameters.map(parameterSaid), procedure.parameters.map(namedSaid));
  score.unsafe.push(...unsafeBlocks(places, labels).map((text) => `${file}:${text}`));
}

/** One stage, step, block, criterion or parameter, as said by either side. */
interface Said {
  readonly line: number;
  readonly key: string;
  readonly text: string;
  readonly ref: string | null;
  readonly asked: boolean;
  agrees(other: Said): boolean;
}

function said(line: number, key: string, ref: string | null = null, asked = false): Said {
  const text = [key, ...(ref === null ? [] : [ref]), ...(asked ? ['asked'] : [])].join(' ');
  return {
    line,
    key,
    text,
    ref,
    asked,
    // A label without a number leaves it to the compiler; one with a number must be met.
    agrees: (other) => asked === other.asked && (ref === null || sameRef(ref, other.ref)),
  };
}

/** `2` is met by `2`, by `1.2` (the second step of stage 1) and, where it is doubled, by `1.2-2`. */
function sameRef(labelled: string, found: string | null): boolean {
  const plain = (found ?? '').replace(/-\d+$/, '');
  return plain === labelled || plain.endsWith(`.${labelled}`);
}

function saidOfLabel({ line, flow, number, ref, asked }: Label): Said {
  return said(line, `${flow}:${line}`, ref ?? (number === null ? null : String(number)), asked);
}

interface Place {
  readonly flow: Flow;
  readonly stage: Stage;
  readonly step: Step;
}

function everyPlace({ flows }: Procedure): Place[] {
  return flows.flatMap((flow) =>
    flow.stages.flatMap((stage) => stage.steps.map((step) => ({ flow, stage, step }))),
  );
}

/** A flow whose steps stand below no stage has one all the same: the compiler's, and nobody's label. */
function stagesOf({ flows }: Procedure, labels: DocumentLabels): Said[] {
  return flows.flatMap(({ id, stages }) => {
    const isImplicit = stages.length === 1 && !labels.stages.some(({ flow }) => flow === id);
    return isImplicit
      ? []
      : stages.map(({ span, number, conditional, optional }) =>
          said(span.line, `${id}:${span.line}`, String(number), conditional || optional),
        );
  });
}

function stepOf({ flow, step }: Place): Said[] {
  const asked = step.conditional || step.optional;
  return [said(step.span.line, `${flow.id}:${step.span.line}`, step.ref, asked)];
}

function blocksLabelled({ run, ask, script }: DocumentLabels): Said[] {
  return [
    ...run.map(({ flow, line }) => said(line, `run in ${flow}:${line}`)),
    ...ask.map(({ flow, line }) => said(line, `run in ${flow}:${line}`, null, true)),
    ...script.map(({ line }) => said(line, `script :${line}`)),
  ];
}

function blocksOf({ flow, stage, step }: Place): Said[] {
  return step.actions.filter(isBlock).map((block) => {
    const { line } = block.span;
    return block.kind === 'script'
      ? said(line, `script :${line}`)
      : said(line, `run in ${flow.id}:${line}`, null, isAsked(stage, step, block));
  });
}

function isBlock(action: Step['actions'][number]): action is RunAction | ScriptAction {
  return action.kind === 'run' || action.kind === 'script';
}

/** Whether a run leaves the block out until somebody asks for it. */
function isAsked(stage: Stage, step: Step, block: RunAction): boolean {
  return (
    block.expects.run === 'ask' ||
    stage.conditional ||
    stage.optional ||
    step.conditional ||
    step.optional
  );
}

function criterionLabelled({ line }: Label): Said {
  return said(line, `:${line}`);
}

function criteriaOf({ criteria, flows }: Procedure): Said[] {
  const all = [
    ...criteria,
    ...flows.flatMap(({ stages }) =>
      stages.flatMap((stage) => [
        ...stage.criteria,
        ...stage.steps.flatMap((step) => step.criteria),
      ]),
    ),
  ];
  // A sentence that two checks decide together is one criterion to a reader.
  const lines = new Set(all.map(({ span }) => span.line));
  return [...lines].map((line) => said(line, `:${line}`));
}

function parameterSaid(name: string): Said {
  return said(1, name);
}

function namedSaid({ name, span }: Procedure['parameters'][number]): Said {
  return said(span.line, name);
}

/** What must never be: these count on their own, whatever the shares are. */
function unsafeBlocks(places: readonly Place[], labels: DocumentLabels): string[] {
  const runs = new Set(labels.run.map(({ line }) => line));
  const asks = new Set(labels.ask.map(({ line }) => line));
  return places.flatMap(({ stage, step }) =>
    step.actions.flatMap((action) => {
      if (action.kind !== 'run' || runs.has(action.span.line)) return [];
      const { line } = action.span;
      if (!asks.has(line)) return [`${line}: runs, and is only shown`];
      return isAsked(stage, step, action) ? [] : [`${line}: runs unasked`];
    }),
  );
}
