/** The evidence of each step of a flow: what was done in it, in order, and how it ended. */
import type { JournalRecord } from '../journal/record.ts';
import { storyOf } from '../journal/story.ts';
import { excerptOf } from '../session/excerpt.ts';
import type { Outcome } from '../session/outcome.ts';
import type { Words } from '../words/words.ts';
import { endingOf } from './ending.ts';
import {
  type BlockEvidence,
  type Of,
  type OutputEvidence,
  type StepEvent,
  type StepEvidence,
  saidOf,
} from './evidence.ts';

type Building = {
  -readonly [K in Exclude<keyof StepEvidence, 'events'>]: StepEvidence[K];
} & { stage: number; events: StepEvent[] };

/** `stage`: number of the stage that each belongs to. */
export function stepsOf(
  records: readonly JournalRecord[],
  words: Words,
): { readonly stage: number; readonly step: StepEvidence }[] {
  const steps = new Map<string, Building>();
  for (const [at, record] of records.entries()) {
    if (!('ref' in record) || record.ref === null || record.ref.startsWith('stage ')) continue;
    const step = steps.get(record.ref) ?? begun(record.ref);
    steps.set(record.ref, step);
    if (record.event === 'step-started') {
      step.title = record.title;
      step.stage = record.stage ?? step.stage;
      step.started ??= record.at;
    } else if (record.event === 'step-ended') {
      step.title = record.title ?? step.title;
      step.stage = record.stage ?? step.stage;
      step.ended = record.at;
      step.verdict = record.verdict;
      step.reason = record.reason;
    } else step.events.push(...eventsOf(record, records.slice(at + 1), words));
  }
  return [...steps.values()].map(({ stage, ...step }) => ({ stage, step }));
}

/** A step of the plan that the run has not come to. */
export function notReached({ ref, title }: Pick<StepEvidence, 'ref' | 'title'>): StepEvidence {
  const { stage: _stage, ...step } = begun(ref);
  return { ...step, title };
}

/** Journals of before do not say a step's stage; its reference begins with it. */
function begun(ref: string): Building {
  return {
    ref,
    title: '',
    stage: Number.parseInt(ref, 10) || 0,
    started: null,
    ended: null,
    verdict: null,
    reason: null,
    events: [],
  };
}

function eventsOf(
  record: JournalRecord,
  later: readonly JournalRecord[],
  words: Words,
): StepEvent[] {
  switch (record.event) {
    case 'block-started':
      return [{ kind: 'block', block: blockOf(record, endOf(record, later), words) }];
    case 'block-ended':
      return [];
    case 'criterion':
      return [{ kind: 'criterion', said: saidOf(record) }];
    case 'action': {
      // A block's own verdict stands with the block.
      if (record.kind === 'run') return [];
      const { at, kind, verdict, evidence, by } = record;
      const text = words.story.kinds[kind] ?? kind;
      const said = { at, text, verdict, evidence, by, origin: null, rule: null };
      return [{ kind: 'action', action: kind, said }];
    }
    default:
      return storyOf([record], words).map(({ at, text }) => ({ kind: 'note', at, text }));
  }
}

/** How this attempt ended: before another one at the same block began. */
function endOf(
  { action, ref }: Of<'block-started'>,
  later: readonly JournalRecord[],
): Of<'block-ended'> | null {
  let end: Of<'block-ended'> | null = null;
  for (const record of later) {
    if (!('ref' in record) || record.ref !== ref || !('action' in record)) continue;
    if (record.action !== action) continue;
    if (record.event === 'block-started') break;
    // Of one in the background that was ended, it is told last what that meant for the run.
    if (record.event === 'block-ended') end = record;
  }
  return end;
}

/** As the journal holds it, so that its chain covers it; of journals of before, as the file does. */
function output(outcome: Outcome, stream: 'stdout' | 'stderr'): OutputEvidence | null {
  const file = outcome[stream];
  const excerpt = outcome.output === undefined ? excerptOf(file) : outcome.output[stream];
  if (excerpt === null || file === null) return null;
  const { opening, closing, omitted, bytes } = excerpt;
  return { head: opening, tail: closing, omitted, bytes, file };
}

function blockOf(
  { line, host, code, at }: Of<'block-started'>,
  end: Of<'block-ended'> | null,
  words: Words,
): BlockEvidence {
  const place = { line, host: host ?? null, code: code ?? null, started: at };
  if (end === null)
    return {
      ...place,
      milliseconds: null,
      ending: null,
      verdict: null,
      evidence: '',
      stdout: null,
      stderr: null,
    };
  const { outcome, verdict, evidence } = end;
  return {
    ...place,
    milliseconds: outcome.milliseconds,
    ending: endingOf(outcome.ending, words),
    verdict,
    evidence,
    stdout: output(outcome, 'stdout'),
    stderr: output(outcome, 'stderr'),
  };
}
