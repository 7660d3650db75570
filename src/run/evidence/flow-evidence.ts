/** The evidence of each flow that a run entered: its own, those that it called, its way back. */
import type { JournalRecord } from '../journal/record.ts';
import type { Words } from '../words/words.ts';
import { type FlowEvidence, type Of, type Said, type StageEvidence, saidOf } from './evidence.ts';
import { notReached, stepsOf } from './step-evidence.ts';

/** In the order in which they were first entered. */
export function flowsOf(records: readonly JournalRecord[], words: Words): FlowEvidence[] {
  const frames = Map.groupBy(
    records.filter((record) => 'frame' in record),
    ({ frame }) => frame,
  );
  return [...frames].flatMap(([frame, own]) => {
    const start = own.find((record) => record.event === 'flow-started');
    if (start === undefined) return [];
    return [
      {
        frame,
        procedure: start.procedure,
        flow: start.flow,
        started: start.at,
        verdict: last(own, 'flow-ended')?.verdict ?? null,
        stages: stagesOf(start, own, words),
        criteria: criteriaOf(own, null),
      },
    ];
  });
}

function stagesOf(
  { stages: told = [] }: Of<'flow-started'>,
  records: readonly JournalRecord[],
  words: Words,
): StageEvidence[] {
  const steps = stepsOf(records, words);
  const numbers = [...told.map(({ number }) => number), ...steps.map(({ stage }) => stage)];
  return [...new Set(numbers)].flatMap((number) => {
    const stage = told.find((each) => each.number === number);
    const begun = steps.filter((each) => each.stage === number).map(({ step }) => step);
    const never = (stage?.steps ?? []).filter(({ ref }) => begun.every((step) => step.ref !== ref));
    const own = [...begun, ...never.map(notReached)];
    if (own.length === 0) return [];
    const ends = records.filter((record) => record.event === 'stage-ended');
    const end = ends.findLast((record) => record.stage === number);
    return [
      {
        number,
        title: stage?.title ?? '',
        minutes: stage?.minutes ?? null,
        milliseconds: end?.milliseconds ?? null,
        verdict: end?.verdict ?? null,
        steps: own,
        criteria: criteriaOf(records, `stage ${number}`),
      },
    ];
  });
}

/** As judged last: a criterion may have been judged again after a retry. */
function criteriaOf(records: readonly JournalRecord[], ref: string | null): Said[] {
  const criteria = new Map<number, Said>();
  for (const record of records)
    if (record.event === 'criterion' && record.ref === ref)
      criteria.set(record.index, saidOf(record));
  return [...criteria.values()];
}

function last<K extends JournalRecord['event']>(
  records: readonly JournalRecord[],
  event: K,
): Of<K> | undefined {
  return records.findLast((record): record is Of<K> => record.event === event);
}
