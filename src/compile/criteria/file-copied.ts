/** 'Archivo copiado' beside `cp`, `scp` or `rsync`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const fileCopied: InferenceRule = {
  id: 'file-copied',
  sentence:
    'says that a file, folder, backup or configuration was copied, transferred, synchronised or uploaded, and nothing else',
  block:
    'holds `cp`, `scp`, `rsync`, `install`, `aws s3 cp|sync` or `gsutil cp|rsync`, whose failure nothing hides',
  concludes: 'that command ends with 0',
  silent:
    'the command leaves out what is there already or newer (`cp -n`, `cp -u`, `rsync --existing`), rehearses (`rsync -n`), or the sentence says more (verified, identical).',
  examples: {
    es: {
      fires: ['sudo cp -p /etc/nginx/nginx.conf /backups/', 'Configuración copiada'],
      silent: ['cp -n /etc/nginx/nginx.conf /backups/', 'Configuración copiada'],
    },
    en: {
      fires: ['rsync -az --delete dist/ web-1:/srv/site/', 'Files transferred'],
      silent: ['rsync -avzn dist/ web-1:/srv/site/', 'Files transferred'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject:
        'archivos?|ficheros?|files?|directorios?|director(y|ies)|carpetas?|folders?|backups?|respaldos?|copia|configuracion|configuration|config|artefactos?|artifacts?',
      state:
        'copiad[oa]s?|copied|transferid[oa]s?|transferred|sincronizad[oa]s?|synced|synchroni[sz]ed|subid[oa]s?|uploaded',
      also: 'todos|todas|all',
      named: true,
      among: isCopy,
      shows: (command) => isCopy(command) && copiesAll(command),
    });
  },
};

function isCopy({ name, args }: ShellCommand): boolean {
  if (name === 'aws') return args[0] === 's3' && /^(cp|sync)$/.test(args[1] ?? '');
  if (name === 'gsutil') return args.some((arg) => /^(cp|rsync)$/.test(arg));
  return /^(cp|scp|rsync|install)$/.test(name);
}

function copiesAll({ name, args }: ShellCommand): boolean {
  if (name === 'scp') return true;
  const skips =
    name === 'rsync'
      ? /^-[a-zA-Z]*[nu]|^--(update|existing|ignore-|dry|list-only|max-size|min-size|exclude|include|filter)/
      : /^-[a-zA-Z]*[nuid]|^--(no-clobber|update|interactive|dryrun|exclude|size-only)/;
  return !args.some((arg) => skips.test(arg));
}
