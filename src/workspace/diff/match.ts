/** Which item of one list is which of another: by what they hold, and only then by where they stand. */
import { diffArrays } from 'diff';

export interface Matched<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

type Key<T> = (item: T) => string | null;

export interface Measures<T> {
  /** The surest first: items with the same key are the same; `null` is nobody's key. */
  readonly keys: readonly [Key<T>, ...Key<T>[]];
  /** For what no key joins: from 0, nothing in common, to 1; from 0.5 they are the same. */
  readonly likeness?: (before: T, after: T) => number;
}

const ALIKE = 0.5;
/** Comparisons of one list with another; beyond, what no key joins counts as removed and added. */
const COMPARISONS = 40_000;

/** Pairs in the order of `after`. Of several with the same key the first stands for the first. */
export function match<T>(
  before: readonly T[],
  after: readonly T[],
  { keys, likeness }: Measures<T>,
): Matched<T> {
  const found = new Map<T, T>();
  const left = new Set(before);
  const join = (previous: T, next: T): void => {
    if (!left.has(previous) || found.has(next)) return;
    found.set(next, previous);
    left.delete(previous);
  };
  const open = (): T[] => after.filter((one) => !found.has(one));
  for (const [previous, next] of inOrder(before, after, keys[0]!)) join(previous, next);
  for (const key of keys) {
    const waiting = Map.groupBy(left, key);
    for (const next of open()) {
      const name = key(next);
      const previous = name === null ? undefined : waiting.get(name)?.shift();
      if (previous !== undefined) join(previous, next);
    }
  }
  const added = open();
  if (likeness !== undefined && left.size * added.length <= COMPARISONS) {
    const scores = [...left].flatMap((previous) =>
      added.map((next) => ({ previous, next, score: likeness(previous, next) })),
    );
    scores.sort((a, b) => b.score - a.score);
    for (const { previous, next, score } of scores) if (score >= ALIKE) join(previous, next);
  }
  return {
    pairs: after.flatMap((next) => (found.has(next) ? [[found.get(next)!, next] as const] : [])),
    removed: before.filter((one) => left.has(one)),
    added: open(),
  };
}

/** What has the same key and kept its order: where there are several alike, those that stayed are paired. */
function inOrder<T>(before: readonly T[], after: readonly T[], key: Key<T>): (readonly [T, T])[] {
  const [olds, news] = [before.map(key), after.map(key)];
  const parts = diffArrays(olds, news, { maxEditLength: 2_000 }) ?? [];
  const found: (readonly [T, T])[] = [];
  let [old, now] = [0, 0];
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      value.forEach((name, index) => {
        if (name !== null) found.push([before[old + index]!, after[now + index]!]);
      });
    }
    if (!added) old += value.length;
    if (!removed) now += value.length;
  }
  return found;
}

/** The fewest items that left their order: those outside the longest run that kept it. */
export function outOfOrder<T>(items: readonly T[], position: (item: T) => number): T[] {
  const positions = items.map(position);
  // Of the runs of each length, the one that ends lowest: the index of its last item.
  const ends: number[] = [];
  const previous: number[] = [];
  positions.forEach((place, index) => {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (positions[ends[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : ends[low - 1]!);
    ends[low] = index;
  });
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index !== -1; index = previous[index]!) kept.add(index);
  return items.filter((_, index) => !kept.has(index));
}

/** Share of the lines or words that two texts have in common, each counted as often as it is there. */
export function overlap(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 0;
  const left = new Map<string, number>();
  for (const part of one) left.set(part, (left.get(part) ?? 0) + 1);
  let shared = 0;
  for (const part of other) {
    const count = left.get(part) ?? 0;
    if (count > 0) shared += 1;
    left.set(part, count - 1);
  }
  return (2 * shared) / (one.length + other.length);
}

/** A text without what does not change its meaning: case, accents' encoding, emphasis, spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
