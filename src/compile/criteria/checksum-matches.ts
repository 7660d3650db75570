/** 'Checksum correcto' beside `sha256sum -c`, 'archive intact' beside `gzip -t`: it ended with 0. */
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const checksumMatches: InferenceRule = {
  id: 'checksum-matches',
  sentence:
    'says that a checksum matches, that a signature is good, or that an archive is intact, and nothing else',
  block:
    'holds, for each of these, `sha256sum -c` (md5sum, sha1sum, sha512sum, shasum), `gpg --verify`, or `gzip -t` (bzip2, xz, zstd, unzip), whose failure nothing hides',
  concludes: 'that command ends with 0, which it does only when it is so',
  silent:
    'the sum is only printed, files may be missing (`--ignore-missing`), or the sentence says what the command cannot know (backup restorable, complete).',
  examples: {
    es: {
      fires: ['sha256sum -c pedidos.tar.gz.sha256', 'La suma de verificación coincide'],
      silent: ['sha256sum pedidos.tar.gz', 'La suma de verificación coincide'],
    },
    en: {
      fires: ['gzip -t /backups/orders.sql.gz', 'The archive is intact'],
      silent: ['gzip -t /backups/orders.sql.gz', 'The backup is intact and restorable'],
    },
  },
  infer(evidence) {
    return (
      proveClaim(evidence, {
        subject: 'checksums?|suma|sumas|hash|hashes|sha256|sha512|md5|integridad|integrity',
        state:
          'coinciden?|match(es)?|correct[oa]s?|correct|ok|valid|valid[oa]s?|verificad[oa]s?|verified',
        also: 'verificacion|control|archivo|fichero|file|files|archivos',
        shows: ({ name, args }) =>
          /^(sha\d+sum|md5sum|b2sum|shasum)$/.test(name) &&
          args.some((arg) => /^(-[a-z]*c|--check)$/.test(arg)) &&
          !args.includes('--ignore-missing'),
      }) ??
      proveClaim(evidence, {
        subject: 'firma|signature|gpg',
        state: 'valid[oa]|correct[oa]|correct|good|verificad[oa]|verified|ok',
        shows: ({ name, args }) => /^gpg2?$/.test(name) && args.includes('--verify'),
      }) ??
      proveClaim(evidence, {
        subject: 'archivo|fichero|archive|file|zip|tarball',
        state: 'integr[oa]|intact[oa]?',
        also: 'comprimido|compressed',
        shows: ({ name, args }) =>
          (/^(gzip|bzip2|xz|zstd|pigz)$/.test(name) &&
            args.some((arg) => /^(-[a-z]*t[a-z]*|--test)$/.test(arg))) ||
          (name === 'unzip' && args.some((arg) => /^-[a-z]*t[a-z]*$/.test(arg))),
      })
    );
  },
};
