/** The configuration of a workspace: `procs.config.json` or `procs.config.yaml` in its root. */
import { z } from 'zod';
import { Vocabulary } from './vocabulary.ts';

/** `on`: as loud as the rule is by itself. */
export const RuleLevel = z.enum(['off', 'info', 'warning', 'error']);
export type RuleLevel = z.infer<typeof RuleLevel>;

const Rules = z.record(z.string(), z.enum(['off', 'on', 'info', 'warning', 'error']));

export const Config = z.strictObject({
  /** For editors: where the schema of this file lies. Not read. */
  $schema: z.string().optional(),
  /** Folder or glob patterns of the documents, relative to the configuration file. */
  include: z.array(z.string()).default(['**/*.md']),
  exclude: z.array(z.string()).default(['**/node_modules/**', '**/.*/**', '**/README.md']),
  /** Prefixes of procedure IDs: `PROC` makes `PROC-BACK-005` an ID. */
  families: z.array(z.string().regex(/^[A-Z][A-Z0-9]*$/)).default(['PROC', 'PROCED']),
  /** Words of the team's own for roles of sections, stages, steps and labels, beside the built-in ones. */
  vocabulary: Vocabulary.default({}),
  /** Documents larger than this many bytes are reported and not parsed. */
  maxBytes: z.int().positive().default(1_000_000),
  /** Level of a rule by its ID or code: `off`, `on` (as it is by itself), `info`, `warning`, `error`. */
  rules: Rules.default({}),
  /** Levels for parts of the workspace: folders, files or glob patterns. A later one counts more. */
  overrides: z
    .array(z.strictObject({ files: z.array(z.string()).min(1), rules: Rules }))
    .default([]),
  /** File with the findings that are known and not reported, relative to the configuration file. */
  baseline: z.string().min(1).nullable().default(null),
  site: z
    .strictObject({ title: z.string().default('Procedures') })
    .default({ title: 'Procedures' }),
});
export type Config = z.infer<typeof Config>;
