/** Did you mean: the one name of a list that a misspelt one probably stands for. */
import { distance } from 'fastest-levenshtein';
import { fold } from './fold.ts';
import { remember } from './remember.ts';

/** The closest candidate, or `null` where none is close enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const wanted = fold(name);
  const offers = [...candidates].sort().map((id) => ({ id }));
  return best(offers, ({ id }) => {
    if (Math.abs(id.length - wanted.length) > 2 * limit) return 0;
    const steps = distance(wanted, fold(id));
    return steps <= limit ? limit - steps + 1 : 0;
  });
}

/**
 * The closest ID. Segments weigh more than letters: `PROCED-BACK-005` stands for `PROC-BACK-005`
 * (same area, same number), not for `PROCED-BACK-002`, which is another procedure. Where both have a
 * number, another number is never suggested.
 */
export function suggestId(id: string, candidates: Iterable<string>): string | null {
  return idSuggester(candidates)(id);
}

/** {@link suggestId} over the same candidates many times. */
export function idSuggester(candidates: Iterable<string>): (id: string) => string | null {
  const offers = Array.from(candidates, (id) => ({ id, of: segments(id) }));
  const byNumber = new Map<number | null, (typeof offers)[number][]>();
  for (const offer of offers) {
    const same = byNumber.get(offer.of.number);
    if (same === undefined) byNumber.set(offer.of.number, [offer]);
    else same.push(offer);
  }
  return (id) => {
    const wanted = segments(id);
    const possible =
      wanted.number === null
        ? offers
        : [...(byNumber.get(wanted.number) ?? []), ...(byNumber.get(null) ?? [])];
    return best(possible, ({ of: offered }) => {
      const numbered = wanted.number !== null && offered.number !== null;
      const near = distance(wanted.area, offered.area);
      if (near > slack(wanted.area)) return 0;
      const family = wanted.family === offered.family ? 0 : 1;
      return 100 - 10 * near - 3 * family - (numbered ? 0 : 1);
    });
  };
}

/** Short names differ by design: between `QA` and `CI` there is no misspelling. */
function slack(area: string): number {
  if (area.length >= 4) return 2;
  return area.length >= 2 ? 1 : 0;
}

interface Segments {
  readonly family: string;
  /** All but the family in front and the number behind. */
  readonly area: string;
  readonly number: number | null;
}

/** Kept, because an editor asks about the same IDs at each letter. */
const segments = remember((id: string): Segments => {
  const parts = fold(id).split('-');
  const last = parts.at(-1) ?? '';
  const isNumber = parts.length > 1 && /^\d+$/.test(last);
  const [family = '', ...area] = isNumber ? parts.slice(0, -1) : parts;
  return { family, area: area.join('-'), number: isNumber ? Number(last) : null };
});

/** Of several that score alike, the first in alphabetical order. */
function best<T extends { readonly id: string }>(
  offers: readonly T[],
  score: (offer: T) => number,
): string | null {
  let found: string | null = null;
  let highest = 0;
  for (const offer of offers) {
    const value = score(offer);
    if (value > highest || (value === highest && found !== null && offer.id < found)) {
      highest = value;
      found = offer.id;
    }
  }
  return found;
}
