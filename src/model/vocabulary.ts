/** Words of a team's own for what procs knows under other words: in the configuration, beside the built-in ones. */
import { z } from 'zod';
import { SectionRole } from './procedure.ts';

/** Compared without case, accents and emphasis, as the built-in words are. */
const Phrases = z.array(z.string().regex(/\p{L}/u, 'a word or phrase, with at least one letter'));

export const Vocabulary = z.strictObject({
  /**
   * Headings by the role of their section: `{ rollback: ['Marcha atrás'] }` makes 'Marcha atrás' and
   * 'Marcha atrás de la base de datos' the rollback. Numbers in front of a heading do not count.
   */
  roles: z.partialRecord(SectionRole, Phrases).optional(),
  /** Headings that promise work, so that even the prose below them is to be done: ['Maniobra']. */
  work: Phrases.optional(),
  /** Words before the number of a stage: ['Bloque'] makes `## Bloque 2: …` a stage. */
  stage: Phrases.optional(),
  /** Words before the number of a step: ['Tarea'] makes `### Tarea 2.1: …` a step. */
  step: Phrases.optional(),
  /** Labels of a criterion: ['Señal de éxito'] makes a criterion of `**Señal de éxito:** …`. */
  criterion: Phrases.optional(),
  /** Labels of a list of exit criteria. */
  exitCriteria: Phrases.optional(),
  /** Labels above a block of expected output. */
  expectedOutput: Phrases.optional(),
  /** Labels of what to do after a failure, which a run never does by itself. */
  failure: Phrases.optional(),
  /** Labels of a block that is only an example. */
  example: Phrases.optional(),
  /** Labels of a block that nobody may run. */
  forbidden: Phrases.optional(),
  /** Labels of one of several ways, which runs only when it is asked for. */
  alternative: Phrases.optional(),
  /** Labels above a message to send. */
  message: Phrases.optional(),
  /** Labels that ask for a document to be written. */
  document: Phrases.optional(),
  /** Labels of notices. */
  critical: Phrases.optional(),
  warning: Phrases.optional(),
  note: Phrases.optional(),
});
export type Vocabulary = z.infer<typeof Vocabulary>;
