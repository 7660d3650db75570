/** Did you mean: the one name of a list that a misspelt one probably stands for. */
import { distance } from 'fastest-levenshtein';

/** The closest candidate, or `null` where none is close enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const wanted = fold(name);
  return best(candidates, (candidate) => {
    const steps = distance(wanted, fold(candidate));
    return steps <= limit ? limit - steps + 1 : 0;
  });
}

/**
 * The closest ID. Segments weigh more than letters: `PROCED-BACK-005` stands for `PROC-BACK-005`
 * (same area, same number), not for `PROCED-BACK-002`, which is another procedure. Where both have a
 * number, another number is never suggested.
 */
export function suggestId(id: string, candidates: Iterable<string>): string | null {
  const wanted = segments(id);
  return best(candidates, (candidate) => {
    const offered = segments(candidate);
    const numbered = wanted.number !== null && offered.number !== null;
    if (numbered && wanted.number !== offered.number) return 0;
    const near = distance(wanted.area, offered.area);
    if (near > slack(wanted.area)) return 0;
    const family = wanted.family === offered.family ? 0 : 1;
    return 100 - 10 * near - 3 * family - (numbered ? 0 : 1);
  });
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

function segments(id: string): Segments {
  const parts = fold(id).split('-');
  const last = parts.at(-1) ?? '';
  const isNumber = parts.length > 1 && /^\d+$/.test(last);
  const [family = '', ...area] = isNumber ? parts.slice(0, -1) : parts;
  return { family, area: area.join('-'), number: isNumber ? Number(last) : null };
}

function best(candidates: Iterable<string>, score: (candidate: string) => number): string | null {
  let found: string | null = null;
  let highest = 0;
  for (const candidate of [...candidates].sort()) {
    const value = score(candidate);
    if (value > highest) {
      highest = value;
      found = candidate;
    }
  }
  return found;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
