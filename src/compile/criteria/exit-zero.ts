/** `echo $?` with a comment that says 0: the command before it ended with 0. */
import { type InferenceRule, isNegative, proven } from './rule.ts';

const zero =
  /^#?\s*(debe (ser|retornar|devolver|dar)|deberia (ser|dar)|esperado:?|should (be|return|print)|must be|expected:?)\s+0\b/;
const done =
  /\b(exitos\w+|correctamente|aplicad[oa]s|complet\w+|success\w*|applied|finished|terminad[oa])\b/;

/** What a status cannot show. */
const more =
  /,|;|\b(y|and|sin|without|no|not|verificad[oa]s?|verified|validad[oa]s?|validated|consisten\w+|reversible)\b|\d/;

export const exitZero: InferenceRule = {
  id: 'exit-zero',
  sentence:
    'says that something was done, applied, completed or successful; and a comment of the block says that what `echo $?` shows must be 0',
  block: 'holds a command whose failure nothing hides, and right after it `echo $?`',
  concludes: 'the command before that echo ends with 0',
  silent:
    'no such comment stands in the block, the failure of the command is hidden, or the sentence says more (verified, without warnings).',
  examples: {
    es: {
      fires: ['./scripts/migrar.sh\necho $?\n# Debe ser 0', 'Datos migrados: proceso terminado'],
      silent: ['./scripts/migrar.sh\necho $?', 'Datos migrados: proceso terminado'],
    },
    en: {
      fires: ['./scripts/migrate.sh\necho $?\n# Should be 0', 'The move finished'],
      silent: ['./scripts/migrate.sh || true\necho $?\n# Should be 0', 'The move finished'],
    },
  },
  infer({ sentence, comments, analysis, lineOf }) {
    if (isNegative(sentence) || !done.test(sentence) || more.test(sentence)) return null;
    if (!comments().some(({ text }) => zero.test(text))) return null;
    const commands = proven(analysis);
    const at = commands.findIndex(({ text }) => /^echo\s+("?\$\?"?|.*\$\?)/.test(text));
    const before = commands[at - 1];
    return before === undefined
      ? null
      : { check: { kind: 'command', command: before.text, line: lineOf(before.start) } };
  },
};
