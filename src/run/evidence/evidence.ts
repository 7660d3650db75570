/** The evidence of a run: what its journal says, by flow, stage and step, ready to be written down. */
import type { Verdict } from '../../model/index.ts';
import { inOptions } from '../given.ts';
import type { Audit } from '../journal/audit.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { StoredRun } from '../journal/store.ts';
import type { Words } from '../words/words.ts';
import { flowsOf } from './flow-evidence.ts';

export type Of<K extends JournalRecord['event']> = Extract<JournalRecord, { event: K }>;

export interface Evidence {
  readonly run: string;
  readonly state: StoredRun['state'];
  /** `null`: it has not come to its end. */
  readonly verdict: Verdict | null;
  /** Why it stopped; empty where it came to its end. */
  readonly reason: string;
  readonly procedure: Of<'run-started'>['procedure'];
  readonly flow: string;
  /** Who started it, first, and who else decided in it. */
  readonly operators: readonly string[];
  readonly selection: Of<'run-started'>['selection'];
  readonly hostMap: readonly string[];
  /** `null`: a secret. */
  readonly parameters: Readonly<Record<string, string | null>>;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly ended: string | null;
  readonly milliseconds: number | null;
  /** The document as it lay in git when the run last began or went on; `null`: the journal does not say. */
  readonly document: Of<'document'> | null;
  /** What is known of the journal that all of this comes from. */
  readonly audit: Audit;
  readonly prerequisites: readonly Said[];
  readonly approvals: readonly Of<'approval'>[];
  /** Options that decided something in advance, in the order in which they were given. */
  readonly given: readonly GivenEvidence[];
  readonly flows: readonly FlowEvidence[];
}

export interface GivenEvidence {
  readonly at: string;
  /** As it is written on the command line. */
  readonly option: string;
  readonly takenBack: boolean;
  readonly by: string;
}

export interface FlowEvidence {
  /** Tells flows apart: the run's own is `run`. */
  readonly frame: string;
  readonly procedure: string;
  readonly flow: string;
  readonly started: string;
  readonly verdict: Verdict | null;
  readonly stages: readonly StageEvidence[];
  /** Success criteria of the whole. */
  readonly criteria: readonly Said[];
}

export interface StageEvidence {
  readonly number: number;
  readonly title: string;
  /** The author's estimate. */
  readonly minutes: number | null;
  readonly milliseconds: number | null;
  readonly verdict: Verdict | null;
  readonly steps: readonly StepEvidence[];
  readonly criteria: readonly Said[];
}

export interface StepEvidence {
  readonly ref: string;
  readonly title: string;
  readonly started: string | null;
  readonly ended: string | null;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  /** In the order in which they came about, retries and all. */
  readonly events: readonly StepEvent[];
}

export type StepEvent =
  | { readonly kind: 'block'; readonly block: BlockEvidence }
  /** What is no block: a message, a document, a checklist, a call. */
  | { readonly kind: 'action'; readonly action: string; readonly said: Said }
  | { readonly kind: 'criterion'; readonly said: Said }
  /** A decision or a deviation, and who took it. */
  | { readonly kind: 'note'; readonly at: string; readonly text: string };

/** What a block printed, and the file that holds the whole of it. */
export interface OutputEvidence {
  readonly head: string;
  /** Empty where the head is all. */
  readonly tail: string;
  /** Bytes between the two. */
  readonly omitted: number;
  readonly bytes: number;
  readonly file: string;
}

export interface BlockEvidence {
  /** Of the Markdown file. */
  readonly line: number;
  readonly host: string | null;
  /** As it ran; `null` in journals of before. */
  readonly code: string | null;
  readonly started: string;
  readonly milliseconds: number | null;
  /** `exit status 1`; `null`: the journal does not know how it ended. */
  readonly ending: string | null;
  readonly verdict: Verdict | null;
  readonly evidence: string;
  readonly stdout: OutputEvidence | null;
  readonly stderr: OutputEvidence | null;
}

/** Something that was judged. */
export interface Said {
  readonly at: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly evidence: string;
  /** `declared`, `inferred`, `attested`; `null` for what is no criterion. */
  readonly origin: string | null;
  readonly rule: string | null;
  readonly by: string | null;
}

/** Reads the output of blocks from the run's folder, as far as it is still there. */
export function evidenceOf(
  { id, state, records, progress }: StoredRun,
  audit: Audit,
  words: Words,
): Evidence {
  const start = progress.start!;
  const { end } = progress;
  const isOver = end !== null && end.verdict !== null;
  return {
    run: id,
    state,
    verdict: end?.verdict ?? null,
    reason: end?.reason ?? '',
    procedure: start.procedure,
    flow: start.flow,
    operators: [
      ...new Set([
        start.operator,
        ...records.flatMap((record) =>
          record.event === 'decision' && record.by !== undefined ? [record.by] : [],
        ),
      ]),
    ],
    selection: start.selection,
    hostMap: start.hostMap,
    parameters: start.parameters,
    started: start.at,
    ended: isOver ? end.at : null,
    milliseconds: isOver ? Date.parse(end.at) - Date.parse(start.at) : null,
    document:
      records.findLast(
        (record): record is Of<'document'> =>
          record.event === 'document' && record.procedure === start.procedure.name,
      ) ?? null,
    audit,
    prerequisites: records.flatMap((record) =>
      record.event === 'prerequisite' ? [saidOf(record)] : [],
    ),
    approvals: records.filter((record) => record.event === 'approval'),
    given: records.flatMap((record): GivenEvidence[] => {
      if (record.event !== 'decision' || record.given === undefined) return [];
      const { at, by = '', given } = record;
      return [{ at, option: inOptions(given), takenBack: given.value === null, by }];
    }),
    flows: flowsOf(records, words),
  };
}

export function saidOf(record: Of<'criterion' | 'prerequisite'>): Said {
  const { at, text, verdict, evidence, by } = record;
  const { origin, rule } = record.event === 'criterion' ? record : { origin: null, rule: null };
  return { at, text, verdict, evidence, by, origin, rule };
}
