/** The criteria of a procedure, flat and in the order of its flows, and how many of them a machine can check. */
import type { Criterion, CriterionOrigin, Procedure } from '../model/index.ts';
import { checkInWords } from './in-words.ts';

/** A criterion with its place. */
export interface ListedCriterion extends Criterion {
  /** `null`: of the procedure as a whole. */
  readonly flow: string | null;
  readonly stage: number | null;
  /** The step's ref; `null`: of the stage, or of the procedure, as a whole. */
  readonly step: string | null;
  /** The check for a person; `null` where a person decides. */
  readonly words: string | null;
}

export interface CriteriaCount {
  readonly total: number;
  readonly declared: number;
  readonly inferred: number;
  readonly attested: number;
  /** Of those that a machine can check, between 0 and 1; `null` where there is no criterion. */
  readonly checkable: number | null;
}

export function listCriteria({ flows, criteria }: Procedure): ListedCriterion[] {
  return [
    ...flows.flatMap((flow) =>
      flow.stages.flatMap((stage) => [
        ...stage.steps.flatMap((step) =>
          step.criteria.map((one) => listed(one, flow.id, stage.number, step.ref)),
        ),
        ...stage.criteria.map((one) => listed(one, flow.id, stage.number, null)),
      ]),
    ),
    ...criteria.map((one) => listed(one, null, null, null)),
  ];
}

export function countCriteria(
  criteria: readonly { readonly origin: CriterionOrigin }[],
): CriteriaCount {
  const of = (wanted: CriterionOrigin): number =>
    criteria.filter(({ origin }) => origin === wanted).length;
  const [declared, inferred] = [of('declared'), of('inferred')];
  const total = criteria.length;
  return {
    total,
    declared,
    inferred,
    attested: of('attested'),
    checkable: total === 0 ? null : (declared + inferred) / total,
  };
}

/** Of several documents together. */
export function sumCounts(counts: readonly CriteriaCount[]): CriteriaCount {
  const sum = (of: 'total' | 'declared' | 'inferred' | 'attested'): number =>
    counts.reduce((before, count) => before + count[of], 0);
  const [total, declared, inferred] = [sum('total'), sum('declared'), sum('inferred')];
  const checkable = total === 0 ? null : (declared + inferred) / total;
  return { total, declared, inferred, attested: sum('attested'), checkable };
}

/** `13 of 21 can be checked by a machine (61 %): 2 declared, 11 inferred; 8 are attested`. */
export function countInWords({
  total,
  declared,
  inferred,
  attested,
  checkable,
}: CriteriaCount): string {
  if (checkable === null) return 'no criteria';
  // Rounded down: what is shown as 100 % is all of them.
  const share = `${declared + inferred} of ${total} can be checked by a machine (${Math.floor(checkable * 100)} %)`;
  return `${share}: ${declared} declared, ${inferred} inferred; ${attested} attested`;
}

function listed(
  criterion: Criterion,
  flow: string | null,
  stage: number | null,
  step: string | null,
): ListedCriterion {
  const words = criterion.check === null ? null : checkInWords(criterion.check);
  return { flow, stage, step, words, ...criterion };
}
