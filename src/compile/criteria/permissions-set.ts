/** 'Permisos aplicados' beside `chmod` or `chown`: it ended with 0. */
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const permissionsSet: InferenceRule = {
  id: 'permissions-set',
  sentence: 'says that permissions or an owner were set or changed, and nothing else',
  block:
    'for permissions: holds `chmod` or `setfacl`; for the owner: `chown` or `chgrp`; nothing hides their failure',
  concludes: 'that command ends with 0',
  silent:
    'the sentence says which permissions though the command sets others, speaks of both and the block sets one, or says more.',
  examples: {
    es: {
      fires: ['sudo chmod 640 /etc/pedidos/secretos.env', 'Permisos 640 aplicados'],
      silent: ['sudo chmod 644 /etc/pedidos/secretos.env', 'Permisos 640 aplicados'],
    },
    en: {
      fires: ['sudo chown -R orders:orders /srv/orders', 'Owner changed'],
      silent: ['sudo chown -R orders:orders /srv/orders', 'Owner and permissions changed'],
    },
  },
  infer(evidence) {
    const state =
      'aplicad[oa]s?|cambiad[oa]s?|establecid[oa]s?|ajustad[oa]s?|configurad[oa]s?|applied|changed|set|updated';
    return (
      proveClaim(evidence, {
        subject: 'permisos?|permissions?|mode|modo',
        state,
        also: 'archivo|fichero|file|directorio|directory',
        shows: ({ name }) => name === 'chmod' || name === 'setfacl',
      }) ??
      proveClaim(evidence, {
        subject: 'propietari[oa]|owner|ownership|dueno|grupo|group',
        state,
        also: 'archivo|fichero|file|directorio|directory',
        shows: ({ name }) => name === 'chown' || name === 'chgrp',
      })
    );
  },
};
