/** 'Archivos temporales eliminados' beside `rm`: it ended with 0. */
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const pathRemoved: InferenceRule = {
  id: 'path-removed',
  sentence: 'says that a file or folder was removed or deleted, and nothing else',
  block: 'holds `rm`, `rmdir` or `unlink`, whose failure nothing hides',
  concludes: 'that command ends with 0, which it does only when the path is gone',
  silent:
    'the sentence names what the command does not, or says more (space freed, only old ones); `rm -f` of a pattern that matches nothing is no failure, so a pattern is not enough.',
  examples: {
    es: {
      fires: ['rm -rf /srv/pedidos/releases/2.3.0', 'Directorio 2.3.0 eliminado'],
      silent: ['rm -f /var/tmp/pedidos-*.tmp', 'Archivos temporales eliminados'],
    },
    en: {
      fires: ['sudo rm /etc/cron.d/orders', 'The file is deleted'],
      silent: ['rm -rf /srv/orders/cache', 'Cache removed and space freed'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject:
        'archivos?|ficheros?|files?|directorios?|director(y|ies)|carpetas?|folders?|enlace|link|symlink|cache',
      state: 'eliminad[oa]s?|borrad[oa]s?|removed|deleted|gone',
      named: true,
      among: ({ name }) => /^(rm|rmdir|unlink)$/.test(name),
      shows: ({ name, args }) =>
        /^(rm|rmdir|unlink)$/.test(name) &&
        !args.some((arg) => /[*?[$`]|^-[a-zA-Z]*i|^--interactive/.test(arg)),
    });
  },
};
