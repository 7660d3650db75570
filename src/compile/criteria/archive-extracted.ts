/** 'Archivo descomprimido' beside `tar x`, `unzip`, `gunzip`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const archiveExtracted: InferenceRule = {
  id: 'archive-extracted',
  sentence:
    'says that an archive, package or release was extracted, or that files were compressed, and nothing else',
  block:
    'for "extracted": holds `tar x`, `unzip`, `gunzip` or `gzip -d`; for "compressed": `tar c`, `gzip` or `zip`; nothing hides their failure',
  concludes: 'that command ends with 0',
  silent: 'the archive is only listed or tested, or the sentence says more (verified, complete).',
  examples: {
    es: {
      fires: ['tar xzf pedidos-3.2.tar.gz -C /srv/pedidos', 'Paquete descomprimido'],
      silent: ['tar tzf pedidos-3.2.tar.gz', 'Paquete descomprimido'],
    },
    en: {
      fires: ['gzip --best orders.log', 'The logs are compressed'],
      silent: ['gzip -l orders.log.gz', 'The logs are compressed'],
    },
  },
  infer(evidence) {
    const subject =
      'archivos?|ficheros?|files?|archives?|paquetes?|packages?|release|tarball|backup|respaldo|logs?|registros|artefacto|artifact|codigo|code|directorio|directory';
    return (
      proveClaim(evidence, {
        subject,
        named: true,
        state:
          'descomprimid[oa]s?|extraid[oa]s?|extracted|unpacked|desempaquetad[oa]s?|uncompressed|decompressed',
        shows: (command) => modeOf(command) === 'extract',
      }) ??
      proveClaim(evidence, {
        subject,
        named: true,
        state: 'comprimid[oa]s?|compressed|empaquetad[oa]s?|archived|archivad[oa]s?|packed',
        shows: (command) => modeOf(command) === 'compress',
      })
    );
  },
};

function modeOf({ name, args }: ShellCommand): 'extract' | 'compress' | null {
  if (name === 'tar') return modeOfTar(args);
  const flags = args.filter((arg) => arg.startsWith('-'));
  // Listed, tested, or written to standard output instead of a file.
  if (
    flags.some((flag) =>
      /^(-[a-zA-Z]*[tlpczZ]|--(test|list|stdout|to-stdout|help|version))/.test(flag),
    )
  )
    return null;
  if (/^(unzip|gunzip|bunzip2|unxz)$/.test(name)) return 'extract';
  if (/^(gzip|bzip2|xz)$/.test(name))
    return flags.some((flag) => /^(-[a-z]*d|--decompress|--uncompress)/.test(flag))
      ? 'extract'
      : 'compress';
  return name === 'zip' ? 'compress' : null;
}

function modeOfTar(args: readonly string[]): 'extract' | 'compress' | null {
  // `tar xzf` needs no dash, and only in front.
  const clusters = args.filter((arg, at) =>
    (at === 0 ? /^-?[a-zA-Z]+$/ : /^-[a-zA-Z]+$/).test(arg),
  );
  const has = (letter: string, long: RegExp): boolean =>
    clusters.some((cluster) => cluster.includes(letter)) || args.some((arg) => long.test(arg));
  const extracts = has('x', /^--(extract|get)$/);
  const creates = has('c', /^--create$/);
  if (has('t', /^--list$/) || has('O', /^--to-stdout$/) || extracts === creates) return null;
  return extracts ? 'extract' : 'compress';
}
