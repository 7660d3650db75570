/** What changed between two states of one procedure, by meaning. */
import type { Difference, Procedure } from '../../model/index.ts';
import { type Course, matchCourse } from './course.ts';
import { diffActions, matchActions } from './diff-actions.ts';
import { diffCourse, stagePlace, stepPlace } from './diff-course.ts';
import { diffCriteria } from './diff-criteria.ts';
import { diffEntries } from './diff-entries.ts';
import { diffHead } from './diff-head.ts';
import { diffNotices } from './diff-notices.ts';
import { diffSafety } from './diff-safety.ts';
import { change } from './draft.ts';
import { settle } from './settle.ts';

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
      ...diffEntries('input', previous.stage.inputs, next.stage.inputs, 'minor', stagePlace(next)),
      ...diffEntries(
        'output',
        previous.stage.outputs,
        next.stage.outputs,
        'minor',
        stagePlace(next),
      ),
    ]),
    ...steps.pairs.flatMap(([{ step: previous }, next]) => {
      const place = stepPlace(next);
      const { actions, criteria, notices } = next.step;
      const matched = matchActions(previous.actions, actions);
      const same = new Map(matched.pairs);
      return [
        ...diffNotices(previous.notices, notices, place),
        ...diffActions(previous.actions, matched, place),
        ...diffCriteria(
          previous.criteria,
          criteria,
          place,
          (was, is) => same.get(previous.actions[was]!) === actions[is],
        ),
      ];
    }),
  ];
}
