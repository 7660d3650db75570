/** Joins what was found apart: what moved word for word is not gone, and one cause is told once. */
import type { Difference } from '../../model/index.ts';
import { fold } from './match.ts';

export function settle(found: readonly Difference[]): Difference[] {
  const moved = new Map<Difference, Difference>();
  const gone = new Set<Difference>();
  for (const [out, into, kind] of moves) {
    const arrivals = Map.groupBy(
      found.filter((one) => one.kind === into),
      (one) => keyOf(one, one.after),
    );
    for (const one of found.filter((candidate) => candidate.kind === out)) {
      const arrival = arrivals.get(keyOf(one, one.before))?.shift();
      if (arrival === undefined) continue;
      gone.add(one);
      moved.set(arrival, {
        ...arrival,
        kind,
        severity: one.severity === 'minor' ? 'minor' : 'notice',
        before: placeOf(one),
        after: placeOf(arrival),
        lineBefore: one.lineBefore,
      });
    }
  }
  return withoutFollowingHosts(
    found.flatMap((one) => (gone.has(one) ? [] : [moved.get(one) ?? one])),
  );
}

const moves = [
  ['criterion-removed', 'criterion-added', 'criterion-moved'],
  ['notice-removed', 'notice-added', 'notice-moved'],
] as const;

/** Of a criterion, what decides it must be the same too; of a notice, its label. */
function keyOf({ subject, what }: Difference, decidedBy: string | null): string {
  return JSON.stringify([fold(subject ?? ''), fold(what ?? ''), decidedBy]);
}

function placeOf({ place }: Difference): string {
  return place?.step ?? place?.stage ?? place?.flow ?? 'the procedure';
}

/** A session that goes to another host takes every block behind it along. */
function withoutFollowingHosts(found: readonly Difference[]): Difference[] {
  const told = new Set<string>();
  return found.filter(({ kind, before, after, place }) => {
    if (kind !== 'host-changed') return true;
    const key = JSON.stringify([place?.flow, before, after]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}
