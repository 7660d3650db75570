/** What the journal holds: one record per event, versioned. What a version adds is absent in journals of before. */
import { z } from 'zod';
import { Verdict } from '../../model/index.ts';
import { Outcome } from '../session/outcome.ts';

/** 2: each record names the hash of the line before it, and signatures stand among them. */
export const VERSION = 2;

/** Where in the run: `frame` tells nested flows and calls apart, `ref` the step (`null`: the stage or flow). */
const place = { frame: z.string(), ref: z.string().nullable() };

const Signing = z.object({
  key: z.string().nullable(),
  /** DER (SubjectPublicKeyInfo) in base64. */
  publicKey: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Signing = z.infer<typeof Signing>;

const DocumentState = z.object({
  commit: z.string(),
  /** `modified`: it differs from that commit. */
  state: z.enum(['committed', 'modified', 'untracked']),
});
export type DocumentState = z.infer<typeof DocumentState>;

export const Event = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('run-started'),
    version: z.union([z.literal(1), z.literal(2)]),
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
    /** What it acts on, where the operator named that; absent in journals of before. */
    target: z.string().nullable().optional(),
    /** `null`: a secret, never written down. */
    parameters: z.record(z.string(), z.string().nullable()),
  }),
  /** This process carries the run from here on. */
  z.object({
    event: z.literal('process'),
    pid: z.int(),
    startTime: z.string().nullable(),
    resumed: z.boolean(),
    operator: z.string().optional(),
    host: z.string().optional(),
    /** What its standard input is, where that is a terminal. */
    terminal: z.string().nullable().optional(),
    /** That of what it says to a person. */
    language: z.enum(['en', 'es']).optional(),
    /** Whose key signs from here on; without one, why. */
    signing: Signing.optional(),
  }),
  /** A document that the run follows from here on, as it was then. */
  z.object({
    event: z.literal('document'),
    procedure: z.string(),
    path: z.string(),
    hash: z.string(),
    /** Where it stood in git; `null`: in no repository, or git could not say. */
    git: DocumentState.nullable(),
  }),
  /** Everything before it in the journal was as `head` says when this key signed: see `sign.ts`. */
  z.object({
    event: z.literal('signature'),
    count: z.int(),
    head: z.string(),
    key: z.string(),
    signature: z.string(),
  }),
  /** What a crash had left half written at the end was cut off: so much, with this SHA-256. */
  z.object({ event: z.literal('tail-cut'), bytes: z.int(), sha256: z.string() }),
  /** The operator goes on although a step that had begun says something else now. */
  z.object({
    event: z.literal('change-accepted'),
    ...place,
    /** Hashes of its content; `now` is `null` where the document has it no longer. */
    before: z.string(),
    now: z.string().nullable(),
    by: z.string(),
    reason: z.string(),
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
    /** Which part of a block that runs on several hosts, and of how many; absent: the whole of it. */
    part: z.object({ number: z.int(), of: z.int() }).optional(),
    /** The run goes on while it runs: what is needed to take it over. Absent: the run waits for it. */
    background: z
      .object({
        document: z.string(),
        accept: z.array(z.int()),
        timeout: z.number().nullable(),
      })
      .optional(),
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
    /** The session's states on other hosts from here on, by the names that the document uses. */
    states: z.record(z.string(), z.string()).optional(),
    /** What ran was not what the document says. */
    edited: z.boolean().optional(),
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
    /** What it was said of, at the end of a stage or of the whole; absent elsewhere, and in journals of before. */
    basis: z
      .object({
        /** Hash of the steps and criteria that it speaks of. */
        section: z.string(),
        /** How often steps of it were begun. */
        attempts: z.int(),
        /** Hash of the document. */
        hash: z.string(),
      })
      .optional(),
  }),
  z.object({
    event: z.literal('step-ended'),
    ...place,
    hash: z.string(),
    /** Of a step that never started. */
    title: z.string().optional(),
    stage: z.int().optional(),
    verdict: Verdict,
    reason: z.string().nullable(),
    /** The operator went on without it, against the document: the whole is unverified at best. */
    deviated: z.boolean().default(false),
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
      .array(
        z.object({
          number: z.int(),
          title: z.string(),
          minutes: z.number().nullable(),
          steps: z.array(z.object({ ref: z.string(), title: z.string() })).optional(),
        }),
      )
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
    /** An option of the command: see `given.ts`. `hash`: of the document that it was given for. */
    given: z
      .object({
        option: z.string(),
        name: z.string().nullable(),
        /** `null`: it was taken back. */
        value: z.string().nullable(),
        hash: z.string(),
      })
      .optional(),
  }),
  /**
   * The run went another way than the document says. `edited`: a block ran as the operator changed it.
   * `by-hand`: an action was done by hand. `skipped`: a step or criterion was left out. `shell`: the
   * operator was in a shell of the session. `forwards`, `back`: it went on at another step.
   */
  z.object({
    event: z.literal('deviation'),
    ...place,
    kind: z.enum(['edited', 'by-hand', 'skipped', 'shell', 'forwards', 'back']),
    action: z.int().nullable(),
    by: z.string(),
    reason: z.string().nullable(),
    /** What was changed: of a block as a patch, of a session's variables as lines. */
    diff: z.string().nullable(),
    /** The session's state from here on, where it changed. */
    state: z.string().nullable(),
    /** Its states on other hosts from here on, where one of them changed. */
    states: z.record(z.string(), z.string()).optional(),
    /** Steps that are to be run again, though they had ended. */
    reopened: z.array(z.string()),
  }),
  /** The operator left the run to somebody else, who resumes it. */
  z.object({
    event: z.literal('handed-over'),
    ...place,
    by: z.string(),
    to: z.string(),
    note: z.string(),
  }),
  /** Another operator than before goes on with the run, and saw what had been done. */
  z.object({
    event: z.literal('taken-over'),
    from: z.string(),
    by: z.string(),
    /** What they said of the state that they found. */
    note: z.string().nullable(),
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
    /** Of the document as it was then; absent in journals of before. */
    hash: z.string().optional(),
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

/** An event as this version writes it: what journals of before lacked is no longer left out. */
export type Written =
  | Exclude<Event, { event: 'decision' }>
  | (Extract<Event, { event: 'decision' }> & { readonly by: string });

/** An event as it lies in the journal. */
export type JournalRecord = Event & {
  readonly at: string;
  readonly n: number;
  /** SHA-256 of the line before it; of all that stands before it, in the first record that has one. */
  readonly prev?: string;
};

/** What a person decided, and where a process takes over or ends: a signature follows at once. */
export function isSigned(event: Event): boolean {
  return SIGNED.has(event.event) || ('by' in event && event.by !== null);
}

const SIGNED: ReadonlySet<Event['event']> = new Set(['process', 'decision', 'run-ended']);
