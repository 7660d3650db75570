/** 'Volumen montado' beside `mountpoint`, `findmnt` or `mount`: it ended with 0. */

import { proveClaim } from './claim.ts';
import { type InferenceRule, operands } from './rule.ts';

export const mounted: InferenceRule = {
  id: 'mounted',
  sentence: 'says that a volume, disk or path is mounted, or is unmounted, and nothing else',
  block:
    'for "mounted": holds `mountpoint PATH`, `findmnt PATH` or `mount DEVICE PATH`; for "unmounted": `umount PATH`; nothing hides their failure',
  concludes: 'that command ends with 0',
  silent:
    'the sentence names a path that the command does not, or says more (read-write, with space).',
  examples: {
    es: {
      fires: ['mountpoint -q /srv/datos', 'El volumen /srv/datos está montado'],
      silent: ['mount | grep datos', 'El volumen está montado'],
    },
    en: {
      fires: ['sudo umount /mnt/backup', 'The volume is unmounted'],
      silent: ['sudo umount -l /mnt/backup', 'The volume is unmounted'],
    },
  },
  infer(evidence) {
    const subject =
      'volum(en|enes|e|es)|discos?|disks?|particion|partition|filesystem|sistema|unidad|drive|path|ruta';
    const also = 'archivos|ficheros|files';
    return (
      proveClaim(evidence, {
        subject,
        also,
        named: true,
        state: 'montad[oa]s?|mounted',
        shows: (command) =>
          (/^(mountpoint|findmnt)$/.test(command.name) &&
            operands(command).length === 1 &&
            command.args.every((arg) => !arg.startsWith('-') || /^-[nq]$/.test(arg))) ||
          (command.name === 'mount' && operands(command, /^-[ot]$/).length === 2),
      }) ??
      proveClaim(evidence, {
        subject,
        also,
        named: true,
        state: 'desmontad[oa]s?|unmounted',
        among: ({ name }) => name === 'umount',
        shows: ({ name, args }) =>
          name === 'umount' && !args.some((arg) => /^(-[a-z]*l|--lazy)/.test(arg)),
      })
    );
  },
};
