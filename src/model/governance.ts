/** What a document says about itself: its history, who answers for what, how long it takes. */
import { z } from 'zod';
import { Span, Text } from './span.ts';

/** An entry of the document's own change log. */
export const Change = z.object({
  version: z.string().nullable(),
  /** `2025-11-18`; `null` where the entry has none, or one that can be read in two ways. */
  date: z.string().nullable(),
  /** Announced, not done: below 'Proximas versiones', 'Unreleased'. */
  planned: z.boolean(),
  span: Span,
});
export type Change = z.infer<typeof Change>;

/** A matrix of activities and roles. */
export const Raci = z.object({
  roles: z.array(Text),
  activities: z.array(
    z.object({
      name: z.string(),
      /** Letters for each role, in the order of `roles`: `R`, `AR`, or nothing. */
      letters: z.array(z.string()),
      span: Span,
    }),
  ),
  span: Span,
});
export type Raci = z.infer<typeof Raci>;

/** A role that is described outside a matrix: in a table of roles, or as a profile with its own list. */
export const RoleDescription = z.object({
  name: z.string(),
  /** A table lists every role; profiles need not. */
  from: z.enum(['table', 'profile']),
  span: Span,
});
export type RoleDescription = z.infer<typeof RoleDescription>;

/** A time that the document states for a stage or for the whole, other than in a stage's own heading. */
export const Estimate = z.object({
  of: z.enum(['stage', 'total']),
  /** The words in front: 'Migraciones', 'Tiempo total estimado'. */
  label: z.string(),
  /** Minutes; both the same unless a range was written. */
  min: z.number().min(0),
  max: z.number().min(0),
  /** '~', 'aprox.': not meant to the minute. */
  rough: z.boolean(),
  /** Minutes from the start to the end of this stage, where its table counts them; else `null`. */
  cumulative: z.number().min(0).nullable(),
  span: Span,
});
export type Estimate = z.infer<typeof Estimate>;
