/** What `procs check --format json` prints. */
import { z } from 'zod';
import { Diagnostic } from './diagnostic.ts';

export const Summary = z.object({
  /** How many documents were looked at. */
  files: z.int().min(0),
  errors: z.int().min(0),
  warnings: z.int().min(0),
  infos: z.int().min(0),
});
export type Summary = z.infer<typeof Summary>;

export const CheckReport = z.object({ diagnostics: z.array(Diagnostic), summary: Summary });
export type CheckReport = z.infer<typeof CheckReport>;
