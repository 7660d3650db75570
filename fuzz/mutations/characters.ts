/** Line ends, normal forms, marks of direction, characters without width, halves of pairs. */
import type { Random } from '../random.ts';
import { insert, type Mutation } from './mutation.ts';

const odd = [
  '\u0000',
  '\u0001',
  '\u0007',
  '\u0008',
  '\u000b',
  '\u000c',
  '\u001b[2J',
  '\u007f',
  '\u0085',
  '\u009b31m',
  '\u00a0',
  '\u00ad',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\ufeff',
  '\ufffd',
  '\uffff',
  '\ue000',
  '\ufff9',
  'e\u0301',
  'é',
  'ﬁ',
  'İ',
  'ı',
  'ß',
  'ſ',
  '\u0345',
  `a${'\u0300'.repeat(300)}`,
  '👩‍👩‍👧‍👦',
  '🇪🇸',
  '\u{e0041}',
  '\u{10ffff}',
  '𝓐',
  '\u1160',
  '\u3164',
];

export const characterMutations: readonly Mutation[] = [
  { name: 'crlf', apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'cr', apply: (text) => text.replaceAll('\n', '\r') },
  {
    name: 'mixed-ends',
    apply: (text, random) =>
      text.replace(/\n/g, () => random.pick(['\n', '\r\n', '\r', '\n\r', '\u2028'])),
  },
  { name: 'nfd', apply: (text) => text.normalize('NFD') },
  { name: 'nfkc', apply: (text) => text.normalize('NFKC') },
  {
    name: 'bom',
    apply: (text, random) =>
      random.chance(0.5) ? `\ufeff${text}` : insert(text, random.below(text.length + 1), '\ufeff'),
  },
  {
    name: 'odd',
    apply: (text, random) => {
      let changed = text;
      for (let times = 1 + random.below(8); times > 0; times -= 1)
        changed = insert(changed, random.below(changed.length + 1), odd[random.below(odd.length)]!);
      return changed;
    },
  },
  {
    name: 'odd-everywhere',
    apply: (text, random) => text.split(random.pick([' ', ':', '-', '`'])).join(random.pick(odd)),
  },
  { name: 'upper', apply: (text) => text.toUpperCase() },
  {
    name: 'full-width',
    apply: (text) =>
      text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  },
  { name: 'no-last-end', apply: (text) => text.trimEnd() },
];

/** After the text was made bytes: what no text becomes. */
export function spoilBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length + 1);
  switch (random.below(6)) {
    case 0:
      for (let times = 1 + random.below(4); times > 0 && copy.length > 0; times -= 1)
        copy[random.below(copy.length)] = random.below(256);
      return copy;
    case 1:
      return Buffer.concat([
        copy.subarray(0, at),
        Buffer.from([0xed, 0xa0, 0x80]),
        copy.subarray(at),
      ]);
    case 2:
      return Buffer.concat([copy.subarray(0, at), Buffer.from([0]), copy.subarray(at)]);
    case 3:
      return Buffer.from(`\ufeff${copy.toString('utf8')}`, 'utf16le');
    case 4:
      return copy.subarray(0, at);
    default:
      return Buffer.from(copy.toString('utf8'), 'latin1');
  }
}
