/** The words of a configuration, as patterns that are asked before the built-in ones. */
import type { SectionRole, Vocabulary } from '../model/index.ts';
import type { LabelKind } from './labels.ts';
import { normalize } from './normalize.ts';

export interface Words {
  /** Over the normalized title. */
  readonly roles: readonly (readonly [SectionRole, RegExp])[];
  /** Over the normalized title. */
  readonly work: RegExp | null;
  /** Over the decomposed heading as written; the first group is the number. */
  readonly keywords: readonly (readonly [RegExp, 'stage' | 'step'])[];
  /** Over the normalized label. */
  readonly labels: readonly (readonly [LabelKind, RegExp])[];
}

export function wordsOf(vocabulary: Vocabulary): Words {
  const roles = Object.entries(vocabulary.roles ?? {}) as [SectionRole, string[]][];
  const labels = labelFields.flatMap(([field, kind]): [LabelKind, RegExp][] => {
    const phrases = vocabulary[field] ?? [];
    return phrases.length === 0 ? [] : [[kind, new RegExp(`^(?:${anyOf(phrases)})$`, 'u')]];
  });
  return {
    roles: roles.flatMap(([role, phrases]) => {
      const pattern = startingWith(phrases);
      return pattern === null ? [] : [[role, pattern] as const];
    }),
    work: startingWith(vocabulary.work ?? []),
    keywords: [
      ...keyword(vocabulary.stage ?? [], String.raw`\d+|[ivx]+`, 'stage'),
      ...keyword(vocabulary.step ?? [], String.raw`[a-z]?\d+(?:\.\d+)*[a-z]?`, 'step'),
    ],
    labels,
  };
}

const labelFields = [
  ['exitCriteria', 'exit-criteria'],
  ['expectedOutput', 'expected-output'],
  ['criterion', 'criterion'],
  ['critical', 'critical'],
  ['warning', 'warning'],
  ['note', 'note'],
  ['failure', 'failure'],
  ['document', 'document'],
  ['message', 'message'],
  ['forbidden', 'forbidden'],
  ['alternative', 'alternative'],
  ['example', 'example'],
] as const satisfies readonly (readonly [keyof Vocabulary, LabelKind])[];

function startingWith(phrases: readonly string[]): RegExp | null {
  return phrases.length === 0 ? null : new RegExp(`^(?:${anyOf(phrases)})(?![\\p{L}\\d])`, 'u');
}

function keyword(
  phrases: readonly string[],
  number: string,
  kind: 'stage' | 'step',
): [RegExp, 'stage' | 'step'][] {
  if (phrases.length === 0) return [];
  // The rest of the heading stays as written, so accents are skipped here instead of taken out there.
  const written = anyOf(phrases).replace(/\p{L}/gu, '$&\\p{M}*').replaceAll(' ', '\\s+');
  const pattern = `^(?:${written})\\s+(${number})(?![\\p{L}\\d])\\s*(?:[-–—:.)]\\s*)?`;
  return [[new RegExp(pattern, 'iu'), kind]];
}

/** Longer phrases first, so that 'plan de retorno' is not read as 'plan'. */
function anyOf(phrases: readonly string[]): string {
  return phrases
    .map((phrase) => normalize(phrase).replace(/[:\s]+$/, ''))
    .filter((phrase) => phrase !== '')
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');
}
