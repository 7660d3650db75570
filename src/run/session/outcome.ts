/** What one attempt at a block came to: facts, not yet a verdict (that is `judge.ts`'s). */
import { z } from 'zod';
import { Excerpt } from './excerpt.ts';

/** A command of the block that failed, as bash's ERR trap saw it. */
export const Failure = z.object({
  /** As bash names it: the last member of a pipeline. */
  command: z.string(),
  /** In the Markdown file; `null` where it is not a line of the document. */
  line: z.int().nullable(),
  status: z.int(),
  /** Exit statuses of the pipeline's members, in order. */
  pipestatus: z.array(z.int()),
  /**
   * `failed`: it stopped the block, or would have. `no-match`: a search that was meant to find
   * nothing. `sigpipe`: its reader had read enough. `propagated`: a forgiven one, coming up.
   */
  fate: z.enum(['failed', 'no-match', 'sigpipe', 'propagated']),
  /** errexit looked: `false` where the author had turned it off, or inside a substitution. */
  strict: z.boolean(),
  /** How many subshells deep; 0: in the block's own shell. */
  depth: z.int(),
});
export type Failure = z.infer<typeof Failure>;

/** A watched command began: its line, and how much the block had written to stdout before and after it. */
export const Seen = z.object({
  line: z.int(),
  command: z.string(),
  from: z.int().nullable(),
  to: z.int().nullable(),
});
export type Seen = z.infer<typeof Seen>;

export const Ending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exited'), status: z.int() }),
  z.object({ kind: z.literal('signalled'), signal: z.string() }),
  z.object({ kind: z.literal('timed-out'), after: z.number() }),
  z.object({ kind: z.literal('interrupted') }),
  /** Nothing of the block ran. */
  z.object({ kind: z.literal('not-started'), reason: z.string() }),
  /** In the background: it ran when this was written, so long after its start. */
  z.object({ kind: z.literal('running'), pid: z.int().nullable(), after: z.number() }),
  /** The connection to its host went away: it may have run, whole or in part, or still run. */
  z.object({ kind: z.literal('lost'), reason: z.string() }),
]);
export type Ending = z.infer<typeof Ending>;

export const Outcome = z.object({
  /** Where it ran; `null`: on this machine. */
  host: z.string().nullable().default(null),
  /** When it started, by the clock of that host, in milliseconds since 1970; `null`: this machine's clock tells. */
  startedAt: z.number().nullable().default(null),
  ending: Ending,
  /**
   * Whether control reached the block's end: `reached`; `left` by `exit` or `return`; `stopped` by
   * errexit or bash itself; `unknown` where the shell vanished (`exec`, a signal, its own EXIT trap).
   */
  end: z.enum(['reached', 'left', 'stopped', 'unknown']),
  /** Line of the `exit` that left, where one did. */
  leftAt: z.int().nullable(),
  failures: z.array(Failure),
  seen: z.array(Seen),
  /** What bash itself said of the block on stderr, with its line: an unset variable, a syntax error. */
  complaint: z
    .object({
      line: z.int().nullable(),
      message: z.string(),
      /** It threw a command away that it could not work out, and went on with the next. */
      gaveUp: z.boolean().optional(),
      /** What it said of that went elsewhere: `message` is the command. */
      silent: z.boolean().optional(),
    })
    .nullable(),
  /** A command that it may have thrown away, where its message would not be seen; absent: none. */
  doubt: z.object({ line: z.int().nullable(), command: z.string() }).optional(),
  /** Line of the first command that it started in the background, whose end nobody may have asked for; absent: none. */
  behind: z.int().optional(),
  /** The disk that keeps its output has no room left: that may be incomplete. Absent: it has. */
  cramped: z.boolean().optional(),
  /** File of the session's state afterwards; `null`: not captured. */
  state: z.string().nullable(),
  /** Things that a person should know and that decide nothing. */
  notes: z.array(z.string()),
  /** Absolute paths; `null` for a block that had the terminal. */
  stdout: z.string().nullable(),
  stderr: z.string().nullable(),
  /** Head and tail of the two, for the journal; the whole is in the files. Absent in journals of before. */
  output: z.object({ stdout: Excerpt.nullable(), stderr: Excerpt.nullable() }).optional(),
  milliseconds: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

/** An outcome of which nothing is known but its ending. */
export const NOTHING: Omit<Outcome, 'ending'> = {
  host: null,
  startedAt: null,
  end: 'unknown',
  leftAt: null,
  failures: [],
  seen: [],
  complaint: null,
  state: null,
  notes: [],
  stdout: null,
  stderr: null,
  milliseconds: 0,
};

/** A command in a sentence: on one line, and no longer than one reads at a glance. */
export function short(command: string): string {
  const line = command.replace(/\s*\\?\n\s*/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
