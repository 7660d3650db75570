/** Which procedures answer what was typed: an ID, a part of one, or the words of a symptom. */
import type { FoundName, FoundWords } from '../lists/find-index.ts';

export interface Entry {
  readonly name: FoundName;
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly steps: string;
}

/** Folds once what every letter that is typed is compared with. */
export function entries(names: readonly FoundName[], words: readonly FoundWords[] = []): Entry[] {
  return names.map((name, at) => ({
    name,
    id: fold(name[0]),
    title: ` ${fold(name[1])}`,
    about: ` ${words[at]?.[0] ?? ''}`,
    steps: ` ${words[at]?.[1] ?? ''}`,
  }));
}

/**
 * Those whose ID is, ends with or holds what was typed; then those that hold every word; where there is
 * none, those that hold most of them. Best first.
 */
export function rank(all: readonly Entry[], typed: string): Entry[] {
  const words = fold(typed)
    .split(/\s+/)
    .filter((word) => bare(word) !== '');
  if (words.length === 0) return [];
  const whole = words.join('-');
  const telling = words.filter((word) => !idle.has(word));
  const asked = telling.length > 0 ? telling : words;
  const weights = asked.map((word) => weightOf(all, word));
  const scored = all.map((entry) => {
    const byId = idScore(entry.id, whole);
    const each = asked.map((word, at) => wordScore(entry, word) * (weights[at] ?? 1));
    return {
      entry,
      isWhole: byId > 0 || each.every((score) => score > 0),
      held: each.filter((score) => score > 0).length,
      score: byId + each.reduce((sum, score) => sum + score, 0),
    };
  });
  const complete = scored.filter(({ isWhole }) => isWhole);
  const enough = Math.max(1, Math.ceil(asked.length / 2));
  const found = complete.length > 0 ? complete : scored.filter(({ held }) => held >= enough);
  return found.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

function idScore(id: string, whole: string): number {
  if (id === whole) return 4000;
  if (bare(id) === bare(whole)) return 3500;
  if (id.endsWith(`-${whole}`)) return 3000;
  if (bare(id).endsWith(bare(whole))) return 2500;
  if (bare(unpadded(id)).endsWith(bare(unpadded(whole)))) return 2000;
  return id.includes(whole) || bare(id).includes(bare(whole)) ? 1000 : 0;
}

function wordScore({ id, title, about, steps }: Entry, word: string): number {
  if (title.includes(` ${word}`)) return 12;
  if (id.includes(word)) return 10;
  if (title.includes(word)) return 6;
  if (about.includes(` ${word}`)) return 4;
  return steps.includes(` ${word}`) ? 3 : 0;
}

/** A word that few procedures hold says more. */
function weightOf(all: readonly Entry[], word: string): number {
  const holding = all.filter((entry) => wordScore(entry, word) > 0).length;
  return 1 + Math.log((all.length + 1) / (holding + 1));
}

/** Words that tell no procedure from another. */
const idle = new Set(
  'a an and are at by cannot de del does el en es esta hay in is it la las lo los me mi my no not of on or para por que se sin the to un una with y'.split(
    ' ',
  ),
);

/** Letters and digits alone: `back003` finds `BACK-003`. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Nobody counts zeros at night: `back-3` is `BACK-003`. */
function unpadded(text: string): string {
  return text.replace(/(?<!\d)0+(?=\d)/g, '');
}

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
