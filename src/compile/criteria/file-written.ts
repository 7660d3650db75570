/** 'backup creado', 'size > 0 bytes' beside a redirection to a file: that file was written and is not empty. */
import { type InferenceRule, isNegative, proven } from './rule.ts';

const written =
  /\b(backup|respaldo|copia|dump|snapshot|archivo|fichero|file|export\w*|volcado)\b.*\b(cread[oa]|generad[oa]|guardad[oa]|escrit[oa]|created|written|saved|exists|existe|not empty|no vaci[oa])\b|\b(tamano|size)\b.*(> ?0|mayor (que|a) (0|cero)|greater than (0|zero)|not zero)/;
const more =
  /\b(verificad[oa]|verified|valid[oa]?|restaurable|integr\w+|correct[oa]|complet[oa])\b/;

export const fileWritten: InferenceRule = {
  id: 'file-written',
  says: 'The sentence says that a backup or file was created or has a size; exactly one command of the block, whose failure would stop it, writes a file by redirection; so that file must be newer than the start of the block and not empty.',
  silent:
    'two files are written; the sentence promises more than existence (verified, valid, complete).',
  infer({ sentence, analysis }) {
    if (isNegative(sentence) || !written.test(sentence) || more.test(sentence)) return null;
    const targets = proven(analysis)
      .flatMap(({ redirects }) => redirects)
      .filter(
        ({ operator, target }) =>
          /^(>|>\||&>|>>)$/.test(operator) && !target.startsWith('/dev/') && !/^&?\d$/.test(target),
      );
    const target = targets[0]?.target;
    if (target === undefined || targets.length !== 1) return null;
    return { check: { kind: 'file', path: asGlob(target), is: 'nonempty', fresh: true } };
  },
};

/**
 * A second `$(date)` could differ from the first, so what a command substitution gave is matched by
 * a glob, which must stand outside the quotes.
 */
function asGlob(target: string): string {
  const substitution = /\$\([^()]*(?:\([^()]*\)[^()]*)*\)|`[^`]*`/g;
  return target.replace(substitution, (_text, at: number) => {
    const quotes = target.slice(0, at).match(/"/g)?.length ?? 0;
    return quotes % 2 === 1 ? '"*"' : '*';
  });
}
