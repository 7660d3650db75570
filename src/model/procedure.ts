/** A procedure, compiled: what a document means. The JSON that `procs show --json` prints. */
import { z } from 'zod';
import { Action } from './action.ts';
import { FlowBecause, StageBecause, StepBecause } from './because.ts';
import { Criterion } from './criterion.ts';
import { Change, Estimate, Raci, RoleDescription } from './governance.ts';
import { Span, Text } from './span.ts';

export const Notice = z.object({
  level: z.enum(['critical', 'warning', 'note']),
  /** The word in the document: `CRITICO`, `WARNING`. */
  label: z.string(),
  text: z.string(),
  span: Span,
});
export type Notice = z.infer<typeof Notice>;

export const Step = z.object({
  /** `4.3`: unique within its flow, and what `--from` and `--only` take. */
  ref: z.string(),
  title: z.string(),
  /** Runs only when asked for: '(si necesario)', '(if needed)'. */
  conditional: z.boolean(),
  /** Runs only when asked for: '(Opcional)', '(Optional)'. */
  optional: z.boolean(),
  notices: z.array(Notice),
  actions: z.array(Action),
  criteria: z.array(Criterion),
  because: StepBecause,
  /** From its heading or lead-in to the end of its last block. */
  span: Span,
});
export type Step = z.infer<typeof Step>;

export const Stage = z.object({
  number: z.int().min(0),
  title: z.string(),
  /** The author's estimate. */
  minutes: z.number().min(0).nullable(),
  conditional: z.boolean(),
  optional: z.boolean(),
  notices: z.array(Notice),
  steps: z.array(Step),
  /** Exit criteria of the stage as a whole. */
  criteria: z.array(Criterion),
  inputs: z.array(Text),
  outputs: z.array(Text),
  because: StageBecause,
  span: Span,
});
export type Stage = z.infer<typeof Stage>;

export const Flow = z.object({
  /** `main`, `rollback`, `validation`, or the slug of its heading. */
  id: z.string(),
  title: z.string(),
  stages: z.array(Stage),
  because: FlowBecause,
  span: Span,
});
export type Flow = z.infer<typeof Flow>;

export const Parameter = z.object({
  name: z.string(),
  type: z.enum(['string', 'number', 'boolean', 'path', 'enum']),
  default: z.string().nullable(),
  description: z.string().nullable(),
  secret: z.boolean(),
  /** A regular expression (RE2 syntax) that a value must match as a whole. */
  pattern: z.string().nullable(),
  options: z.array(z.string()),
  /** `declared` in front matter; found as a `placeholder` or as an assignment marked as an `example`. */
  origin: z.enum(['declared', 'placeholder', 'example']),
  /** What the document shows as an example. Never used as a value. */
  example: z.string().nullable(),
  span: Span,
});
export type Parameter = z.infer<typeof Parameter>;

export const Reference = z.object({
  kind: z.enum(['id', 'step', 'stage', 'section', 'link', 'path']),
  /** What is named: an ID, `4.1`, a URL as written. */
  target: z.string(),
  where: z.enum(['front-matter', 'prose', 'table', 'code', 'link']),
  /** The line that it stands in, for a person. */
  context: z.string(),
  span: Span,
});
export type Reference = z.infer<typeof Reference>;

export const SectionRole = z.enum([
  'purpose',
  'scope',
  'roles',
  'environments',
  'prerequisites',
  'flow',
  'procedure',
  'artifacts',
  'success-criteria',
  'validation',
  'rollback',
  'risks',
  'practices',
  'tools',
  'references',
  'changes',
  'approvals',
  'annex',
  'other',
]);
export type SectionRole = z.infer<typeof SectionRole>;

/** A part of the document under a heading, flat and in order; parents contain their children's spans. */
export const Section = z.object({
  title: z.string(),
  level: z.int().min(1).max(6),
  role: SectionRole,
  /** The anchor that GitHub gives the heading. */
  anchor: z.string(),
  /** `3.1` where the heading is numbered. */
  number: z.string().nullable(),
  span: Span,
});
export type Section = z.infer<typeof Section>;

export const Procedure = z.object({
  /** `null` where the document gives none: it stays addressable by its file name. */
  id: z.string().nullable(),
  /** The ID, else the file name without `.md`: unique names for people and for URLs. */
  name: z.string(),
  kind: z.enum(['process', 'procedure', 'runbook']),
  title: z.string(),
  category: z.string().nullable(),
  version: z.string().nullable(),
  status: z.string().nullable(),
  owner: z.string().nullable(),
  language: z.enum(['es', 'en']),
  created: z.string().nullable(),
  updated: z.string().nullable(),
  reviewDue: z.string().nullable(),
  frequency: z.string().nullable(),
  source: z.object({
    /** Relative to the workspace root, with `/`. */
    path: z.string(),
    /** SHA-256 of the file's bytes, hexadecimal. */
    hash: z.string(),
  }),
  /** As written. */
  frontMatter: z.record(z.string(), z.unknown()),
  parameters: z.array(Parameter),
  prerequisites: z.array(z.object({ group: z.string().nullable(), text: z.string(), span: Span })),
  roles: z.array(Text),
  tools: z.array(Text),
  artifacts: z.array(z.object({ name: z.string(), path: z.string().nullable(), span: Span })),
  risks: z.array(Text),
  approvals: z.array(
    z.object({
      role: z.string(),
      name: z.string().nullable(),
      date: z.string().nullable(),
      span: Span,
    }),
  ),
  /** The document's own history, in the order in which it stands. */
  changes: z.array(Change),
  raci: z.array(Raci),
  roleDescriptions: z.array(RoleDescription),
  estimates: z.array(Estimate),
  references: z.array(Reference),
  sections: z.array(Section),
  /** Success criteria of the procedure as a whole. */
  criteria: z.array(Criterion),
  flows: z.array(Flow),
  /** Actions outside every flow: annexes, tools, examples. */
  listings: z.array(Action),
});
export type Procedure = z.infer<typeof Procedure>;
