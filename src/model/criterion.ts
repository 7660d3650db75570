/** A criterion: a sentence that says when a thing went well, and the check that decides it. */
import { z } from 'zod';
import { CriterionBecause } from './because.ts';
import { Span } from './span.ts';

/** A pipeline that ends in a search (`… | grep x`) and whose finding nothing is no failure of the block. */
export const Search = z.object({
  command: z.string(),
  /** Line of the file on which its pipeline starts. */
  line: z.int().min(1),
  /** It searches a process list and may find itself, which does not count. */
  ownLine: z.boolean(),
});
export type Search = z.infer<typeof Search>;

/**
 * How a machine decides a criterion. Judged by `run/judge` alone, against the outcome of the block
 * that the criterion speaks of (see {@link Criterion.action}) or by looking at the machine afterwards.
 */
export const Check = z.discriminatedUnion('kind', [
  /** The block as a whole ended with one of these exit statuses. */
  z.object({ kind: z.literal('exit'), codes: z.array(z.int().min(0).max(255)).min(1) }),
  /**
   * The command that starts on this line of the file ran and ended with 0. Holds when the block
   * passed under errexit, because only commands that nothing guards are ever named here.
   */
  z.object({ kind: z.literal('command'), command: z.string(), line: z.int().min(1) }),
  /** These searches of the block found nothing: their exit status 1 is the good outcome. */
  z.object({ kind: z.literal('no-match'), searches: z.array(Search).min(1) }),
  z.object({
    kind: z.literal('output'),
    stream: z.enum(['stdout', 'stderr']),
    is: z.enum(['contains', 'matches', 'equals', 'empty', 'nonempty']),
    value: z.string().nullable(),
  }),
  /** A fence of expected output: compared line by line, `...` and placeholders as wildcards. */
  z.object({ kind: z.literal('expected-output'), expected: z.string() }),
  z.object({
    kind: z.literal('file'),
    /** As written in the document; the session expands variables and globs in it. */
    path: z.string(),
    is: z.enum(['exists', 'nonempty', 'absent']),
    /** It must have been written since the block started; of several that a glob matches, the newest counts. */
    fresh: z.boolean(),
  }),
  z.object({ kind: z.literal('http'), status: z.int().min(100).max(599), url: z.string() }),
  z.object({ kind: z.literal('service'), name: z.string(), is: z.enum(['active', 'inactive']) }),
  z.object({ kind: z.literal('process'), name: z.string(), is: z.enum(['absent', 'running']) }),
  /** A `bash check` fence: exit 0 means that the criterion holds. */
  z.object({
    kind: z.literal('script'),
    code: z.string(),
    /** Line of the file on which `code` starts. */
    line: z.int().min(1),
  }),
]);
export type Check = z.infer<typeof Check>;

export const CriterionOrigin = z.enum(['declared', 'inferred', 'attested']);
export type CriterionOrigin = z.infer<typeof CriterionOrigin>;

export const Criterion = z.object({
  text: z.string(),
  /** `null` where only a person can say whether it holds. */
  check: Check.nullable(),
  origin: CriterionOrigin,
  /** The inference rule that joined the check to the sentence; `null` unless `inferred`. */
  rule: z.string().nullable(),
  /** Index in the step's `actions` of the block that it speaks of; `null`: of the step or stage as a whole. */
  action: z.int().min(0).nullable(),
  /** What in the document made its sentence a criterion. */
  because: CriterionBecause,
  span: Span,
});
export type Criterion = z.infer<typeof Criterion>;
