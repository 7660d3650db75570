/** The configuration of a workspace: `procs.config.json` or `procs.config.yaml` in its root. */
import { z } from 'zod';
import { Vocabulary } from './vocabulary.ts';

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
  site: z
    .strictObject({ title: z.string().default('Procedures') })
    .default({ title: 'Procedures' }),
});
export type Config = z.infer<typeof Config>;
