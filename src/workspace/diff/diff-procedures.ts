/** What changed between two states of one procedure, by meaning. */
import type { Difference, Procedure } from '../../model/index.ts';
import { type Course, matchCourse } from './course.ts';
import { diffActions } from './diff-actions.ts';
import { diffCourse, stagePlace, stepPlace } from './diff-course.ts';
import { diffCriteria } from './diff-criteria.ts';
import { diffHead } from './diff-head.ts';
import { diffNotices } from './diff-notices.ts';
import { diffSafety } from './diff-safety.ts';
import { change } from './draft.ts';
import { fold } from './match.ts';

/** The most severe first, then in the order of the document. */
export function diffProcedures(before: Procedure, after: Procedure): Difference[] {
  const course = matchCourse(before, after);
  const found = settle([
    ...diffHead(before, after),
    ...diffCourse(course),
    ...partChanges(course),
    ...diffCriteria(before.criteria, after.criteria, null),
    ...diffSafety(before, after),
  ]);
  const isOther = found.some(({ severity }) => severity !== 'minor');
  if (isOther && after.version !== null && after.version === before.version) {
    found.push(
      change('version-not-raised', 'notice', { before: before.version, after: after.version }),
    );
  }
  return sortChanges(found);
}

export function sortChanges(changes: readonly Difference[]): Difference[] {
  const order = { danger: 0, notice: 1, minor: 2 };
  const lineOf = ({ line, lineBefore }: Difference): number => line ?? lineBefore ?? 0;
  return [...changes].sort(
    (a, b) => order[a.severity] - order[b.severity] || lineOf(a) - lineOf(b),
  );
}

function partChanges({ stages, steps }: Course): Difference[] {
  return [
    ...stages.pairs.flatMap(([previous, next]) => [
      ...diffNotices(previous.stage.notices, next.stage.notices, stagePlace(next)),
      ...diffCriteria(previous.stage.criteria, next.stage.criteria, stagePlace(next)),
    ]),
    ...steps.pairs.flatMap(([previous, next]) => [
      ...diffNotices(previous.step.notices, next.step.notices, stepPlace(next)),
      ...diffActions(previous.step.actions, next.step.actions, stepPlace(next)),
      ...diffCriteria(previous.step.criteria, next.step.criteria, stepPlace(next)),
    ]),
  ];
}

/** What was taken out of one place and put into another, word for word, is not gone; the same change of host in many blocks is one. */
function settle(changes: readonly Difference[]): Difference[] {
  const dropped = new Set<Difference>();
  const moves = [
    ['criterion-removed', 'criterion-added'],
    ['notice-removed', 'notice-added'],
  ] as const;
  for (const [out, into] of moves) {
    for (const one of changes.filter(({ kind }) => kind === out)) {
      const other = changes.find(
        (candidate) => candidate.kind === into && !dropped.has(candidate) && isSame(one, candidate),
      );
      if (other === undefined) continue;
      dropped.add(one);
      dropped.add(other);
    }
  }
  const hosts = new Set<string>();
  for (const one of changes.filter(({ kind }) => kind === 'host-changed')) {
    const key = `${one.before} ${one.after}`;
    if (hosts.has(key)) dropped.add(one);
    hosts.add(key);
  }
  return changes.filter((one) => !dropped.has(one));
}

/** Of a criterion, what decides it must be the same too; of a notice, its label. */
function isSame(out: Difference, into: Difference): boolean {
  return (
    fold(out.subject ?? '') === fold(into.subject ?? '') &&
    out.before === into.after &&
    fold(out.what ?? '') === fold(into.what ?? '')
  );
}
