/** Inline predicates: the check that an author wrote into a criterion's sentence. */
import type { Check } from '../../model/index.ts';

const quoted = `(?:"([^"]*)"|'([^']*)')`;
const predicates: readonly (readonly [RegExp, (match: RegExpExecArray) => Check | null])[] = [
  [
    /^exit (\d{1,3}(?:\s*,\s*\d{1,3})*)$/,
    (match) => {
      const codes = match[1]!.split(',').map((code) => Number(code.trim()));
      return codes.every((code) => code <= 255) ? { kind: 'exit', codes } : null;
    },
  ],
  [/^(stdout|stderr) (empty|nonempty)$/, (match) => output(match[1]!, match[2]!, null)],
  [
    new RegExp(`^(stdout|stderr) (contains|equals) ${quoted}$`),
    (match) => output(match[1]!, match[2]!, match[3] ?? match[4]!),
  ],
  [/^(stdout|stderr) matches \/(.+)\/$/, (match) => output(match[1]!, 'matches', match[2]!)],
  [
    /^file (\S+) (exists|nonempty|absent)$/,
    (match) => ({ kind: 'file', path: match[1]!, is: match[2] as 'exists', fresh: false }),
  ],
  [
    /^http (\d{3}) (\S+)$/,
    (match) => {
      const status = Number(match[1]);
      return status >= 100 && status <= 599 ? { kind: 'http', status, url: match[2]! } : null;
    },
  ],
  [
    /^service (\S+) (active|inactive)$/,
    (match) => ({ kind: 'service', name: match[1]!, is: match[2] as 'active' }),
  ],
  [
    /^process (\S+) (absent|running)$/,
    (match) => ({ kind: 'process', name: match[1]!, is: match[2] as 'absent' }),
  ],
];

/** What every predicate starts with. */
const opening = /^(?:exit|stdout|stderr|file|http|service|process) /;

/**
 * The predicate of a sentence as written: the whole of it, or what stands in backticks, or what
 * follows a dash, a colon or an opening parenthesis at its end. `null` where there is none.
 */
export function readPredicate(sentence: string): Check | null {
  const candidates = [
    sentence,
    ...(sentence.includes('`')
      ? Array.from(sentence.matchAll(/`([^`]+)`/g), ([, text]) => text!)
      : []),
    /[—–:(]\s*([^—–:()]*(?:https?:[^()]*)?)\)?\.?\s*$/.exec(sentence)?.[1] ?? '',
    /\s[-—–]\s+(.*)$/.exec(sentence)?.[1] ?? '',
  ];
  for (const candidate of candidates) {
    const text = candidate.trim().replace(/\.$/, '').replace(/^`|`$/g, '');
    if (!opening.test(text)) continue;
    for (const [pattern, build] of predicates) {
      const match = pattern.exec(text);
      const check = match && build(match);
      if (check) return check;
    }
  }
  return null;
}

function output(stream: string, is: string, value: string | null): Check {
  return {
    kind: 'output',
    stream: stream as 'stdout' | 'stderr',
    is: is as 'contains',
    value,
  };
}
