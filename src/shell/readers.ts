/** Which members of a pipeline read all that they are given, so that the one before them is never cut off. */
import type { CommandNode } from 'unbash';

const PATIENT = new Set(
  `awk base64 bzip2 cat column comm cut egrep fgrep fmt fold gawk grep gunzip gzip iconv jq md5sum
   mysql nl openssl paste psql pv rev sed sha256sum sort tac tail tar tee tr uniq wc xargs xz zcat
   zstd`.split(/\s+/),
);

/** Whether a command is known to read its standard input to the end. */
export function readsToTheEnd(node: CommandNode): boolean {
  if (node.type !== 'Command') return false;
  const name = node.name?.value ?? '';
  if (!PATIENT.has(name)) return false;
  const has = (test: (word: string) => boolean): boolean =>
    node.args.some((argument) => test('value' in argument ? argument.text : ''));
  switch (name) {
    case 'grep':
    case 'egrep':
    case 'fgrep':
      return !has((word) => /^-[a-zA-Z]*[qmlL]|^--(quiet|silent|max-count|files)/.test(word));
    case 'sed':
      return !has((word) => /q/i.test(word));
    case 'awk':
    case 'gawk':
      return !has((word) => word.includes('exit'));
    default:
      return true;
  }
}
