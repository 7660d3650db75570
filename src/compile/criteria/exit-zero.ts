/** `echo $?` with a comment that says 0: the command before it ended with 0. */
import { type InferenceRule, isNegative, proven } from './rule.ts';

const zero =
  /^#?\s*(debe (ser|retornar|devolver|dar)|deberia (ser|dar)|esperado:?|should (be|return|print)|must be|expected:?)\s+0\b/;
const done =
  /\b(exitos\w+|correctamente|aplicad[oa]s|complet\w+|success\w*|applied|finished|terminad[oa])\b/;

export const exitZero: InferenceRule = {
  id: 'exit-zero',
  says: 'A comment says that the status shown by `echo $?` must be 0, and the sentence that the work was done; so the command before that echo, whose failure would stop the block, must end with 0.',
  silent: 'no such comment stands in the block, or the command before the echo is guarded.',
  infer({ sentence, comments, analysis, lineOf }) {
    if (isNegative(sentence) || !done.test(sentence)) return null;
    if (!comments.some(({ text }) => zero.test(text))) return null;
    const commands = proven(analysis);
    const at = commands.findIndex(({ text }) => /^echo\s+("?\$\?"?|.*\$\?)/.test(text));
    const before = commands[at - 1];
    return before === undefined
      ? null
      : { check: { kind: 'command', command: before.text, line: lineOf(before.start) } };
  },
};
