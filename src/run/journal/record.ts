/** What the journal holds: one record per event, versioned. */
import { z } from 'zod';
import { Verdict } from '../../model/index.ts';
import { Outcome } from '../session/outcome.ts';

export const VERSION = 1;

/** Where in the run: `frame` tells nested flows and calls apart, `ref` the step (`null`: the stage or flow). */
const place = { frame: z.string(), ref: z.string().nullable() };

export const Event = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('run-started'),
    version: z.literal(VERSION),
    run: z.string(),
    procedure: z.object({
      name: z.string(),
      path: z.string(),
      hash: z.string(),
      version: z.string().nullable(),
    }),
    flow: z.string(),
    root: z.string(),
    cwd: z.string(),
    operator: z.string(),
    /** `--from`, `--only`, `--with` and their kind, as given. */
    selection: z.object({
      from: z.string().nullable(),
      only: z.string().nullable(),
      with: z.array(z.string()),
    }),
    hostMap: z.array(z.string()),
    /** `null`: a secret, never written down. */
    parameters: z.record(z.string(), z.string().nullable()),
  }),
  /** This process carries the run from here on. */
  z.object({
    event: z.literal('process'),
    pid: z.int(),
    startTime: z.string().nullable(),
    resumed: z.boolean(),
  }),
  z.object({
    event: z.literal('step-started'),
    ...place,
    title: z.string(),
    hash: z.string(),
    /** Number of its stage; absent in journals of before. */
    stage: z.int().optional(),
  }),
  /** Written and synced before the block is started. */
  z.object({
    event: z.literal('block-started'),
    ...place,
    action: z.int(),
    hash: z.string(),
    line: z.int(),
    directory: z.string(),
    cookie: z.string(),
    /** As it runs, with its values filled in; absent in journals of before. */
    code: z.string().optional(),
    /** The host that it starts on; `null`: this machine. */
    host: z.string().nullable().optional(),
  }),
  z.object({
    event: z.literal('block-ended'),
    ...place,
    action: z.int(),
    outcome: Outcome,
    verdict: Verdict,
    evidence: z.string(),
  }),
  /** An action is settled. */
  z.object({
    event: z.literal('action'),
    ...place,
    action: z.int(),
    hash: z.string(),
    kind: z.string(),
    verdict: Verdict,
    evidence: z.string(),
    /** Who vouches for it, where a person does. */
    by: z.string().nullable(),
    /** The session's state from here on. */
    state: z.string().nullable(),
  }),
  z.object({
    event: z.literal('criterion'),
    ...place,
    index: z.int(),
    text: z.string(),
    verdict: Verdict,
    evidence: z.string(),
    origin: z.string(),
    rule: z.string().nullable(),
    by: z.string().nullable(),
  }),
  z.object({
    event: z.literal('step-ended'),
    ...place,
    hash: z.string(),
    verdict: Verdict,
    reason: z.string().nullable(),
  }),
  z.object({
    event: z.literal('stage-ended'),
    frame: z.string(),
    stage: z.int(),
    verdict: Verdict,
    milliseconds: z.number(),
  }),
  z.object({
    event: z.literal('flow-started'),
    frame: z.string(),
    procedure: z.string(),
    flow: z.string(),
    /** What the document says of its stages, for what is told of the run later. */
    stages: z
      .array(z.object({ number: z.int(), title: z.string(), minutes: z.number().nullable() }))
      .optional(),
  }),
  z.object({ event: z.literal('flow-ended'), frame: z.string(), verdict: Verdict }),
  /** What the operator chose: at a gate, at a failure, on resuming. */
  z.object({
    event: z.literal('decision'),
    ...place,
    choice: z.string(),
    reason: z.string().nullable(),
    /** Who; absent in journals of before. */
    by: z.string().optional(),
  }),
  /** What must be so before the first block, and whether it was. */
  z.object({
    event: z.literal('prerequisite'),
    frame: z.string(),
    index: z.int(),
    text: z.string(),
    verdict: Verdict,
    evidence: z.string(),
    by: z.string().nullable(),
  }),
  /** Who let the work go on, in which role. */
  z.object({
    event: z.literal('approval'),
    ...place,
    /** The sentence of the document that asks for it. */
    text: z.string(),
    role: z.string(),
    /** `null`: nobody did. */
    person: z.string().nullable(),
    verdict: Verdict,
    evidence: z.string(),
    /** Who wrote it down. */
    by: z.string(),
    /** Whether it is another person than the operator. */
    independent: z.boolean().nullable(),
  }),
  /** Fields of a message or document that were filled in, by whom or from what. */
  z.object({
    event: z.literal('filled'),
    ...place,
    action: z.int(),
    fields: z.array(
      z.object({
        label: z.string().nullable(),
        name: z.string(),
        /** `null`: left open. */
        value: z.string().nullable(),
        source: z.enum(['run', 'operator', 'command', 'earlier answer', 'open']),
      }),
    ),
  }),
  /** An attempt at posting a message. */
  z.object({
    event: z.literal('delivery'),
    ...place,
    action: z.int(),
    channel: z.string(),
    attempt: z.int(),
    delivered: z.boolean(),
    evidence: z.string(),
  }),
  z.object({
    event: z.literal('run-ended'),
    verdict: Verdict.nullable(),
    status: z.int(),
    reason: z.string(),
  }),
]);
export type Event = z.infer<typeof Event>;

/** An event as it lies in the journal. */
export type JournalRecord = Event & { readonly at: string; readonly n: number };
