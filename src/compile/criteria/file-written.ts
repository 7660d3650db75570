/** 'backup creado', 'size > 0 bytes' beside a redirection to a file: that file was written and is not empty. */
import { isAccountedFor } from './claim.ts';
import { type InferenceRule, isNegative } from './rule.ts';
import { writtenFile } from './written-file.ts';

const written =
  /\b(backup|respaldo|copia|dump|snapshot|archivo|fichero|file|export\w*|volcado)\b.*\b(cread[oa]|generad[oa]|guardad[oa]|escrit[oa]|created|written|saved|exists|existe|not empty|no vaci[oa])\b|\b(tamano|size)\b.*(> ?0|mayor (que|a) (0|cero)|greater than (0|zero)|not zero)/;
const words =
  /^(backups?|respaldos?|copia|dump|snapshot|archivo|fichero|file|export|exportacion|volcado|archive|seguridad|base|datos|database|db|de|creado|creada|generad[oa]|guardad[oa]|escrit[oa]|created|written|saved|exists|existe|exportad[oa]|exported|tamano|size|con|with|has|tiene|mayor|greater|larger|than|que|cero|zero|0|>|>0|bytes?|kb|not|no|vaci[oa]|empty)$/;
const more =
  /\b(verificad[oa]|verified|valid[oa]?|restaurable|integr\w+|correct[oa]|complet[oa])\b/;

export const fileWritten: InferenceRule = {
  id: 'file-written',
  sentence: 'says that a backup or file was created, saved or is not empty',
  block:
    'writes exactly one file, by a redirection or by `tar cf`, `pg_dump -f`, `mysqldump -r` or `zip`, where nothing hides the failure of its command',
  concludes: 'that file is newer than the start of the block and not empty',
  silent:
    'two files are written, the file is a placeholder, or the sentence promises more than existence (verified, valid, complete).',
  examples: {
    es: {
      fires: ['pg_dump pedidos > /backups/pedidos_$(date +%F).sql', 'Backup creado con tamaño > 0'],
      silent: ['pg_dump pedidos > /backups/pedidos.sql', 'Backup creado y verificado'],
    },
    en: {
      fires: ['tar czf /backups/orders.tar.gz /srv/orders', 'Archive file created'],
      silent: ['pg_dump orders > a.sql\npg_dump billing > b.sql', 'Backup created'],
    },
  },
  infer({ sentence, analysis, block }) {
    if (isNegative(sentence) || !written.test(sentence) || more.test(sentence)) return null;
    if (/\b(no|not)\b(?! (vaci|empty|zero|cero))/.test(sentence)) return null;
    if (!isAccountedFor(sentence, words, analysis.commands)) return null;
    const target = writtenFile(analysis);
    if (target === null) return null;
    // A placeholder in it is filled only when the block runs.
    if (!block.code.includes(target)) return null;
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
