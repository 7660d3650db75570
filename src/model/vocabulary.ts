/** Words of a team's own for what procs knows under other words: in the configuration, beside the built-in ones. */
import { z } from 'zod';
import { SectionRole } from './procedure.ts';

/** Compared without case, accents and emphasis, as the built-in words are. */
const Phrases = z.array(z.string().regex(/\p{L}/u, 'a word or phrase, with at least one letter'));

const labels = (description: string) => Phrases.optional().describe(description);

export const Vocabulary = z.strictObject({
  roles: z
    .partialRecord(SectionRole, Phrases)
    .optional()
    .describe(
      'Headings by the role of their section: { "rollback": ["Marcha atrás"] } makes "Marcha atrás" and "Marcha atrás de la base de datos" the rollback. Numbers in front of a heading do not count.',
    ),
  work: labels(
    'Headings that promise work, so that even the prose below them is to be done: ["Maniobra"].',
  ),
  stage: labels('Words before the number of a stage: ["Bloque"] makes "## Bloque 2: …" a stage.'),
  step: labels('Words before the number of a step: ["Tarea"] makes "### Tarea 2.1: …" a step.'),
  criterion: labels(
    'Labels of a criterion: ["Señal de éxito"] makes a criterion of "**Señal de éxito:** …".',
  ),
  exitCriteria: labels('Labels of a list of exit criteria.'),
  expectedOutput: labels('Labels above a block of expected output.'),
  failure: labels('Labels of what to do after a failure, which a run never does by itself.'),
  example: labels('Labels of a block that is only an example.'),
  forbidden: labels('Labels of a block that nobody may run.'),
  alternative: labels('Labels of one of several ways, which runs only when it is asked for.'),
  message: labels('Labels above a message to send.'),
  document: labels('Labels that ask for a document to be written.'),
  critical: labels('Labels of a notice that must not be overlooked.'),
  warning: labels('Labels of a warning.'),
  note: labels('Labels of a note.'),
});
export type Vocabulary = z.infer<typeof Vocabulary>;
