/** What a reader checks before trusting a procedure: version, owner, dates. */
import type { Procedure } from '../../src/index.ts';
import type { Strings } from '../strings.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** A date that has passed. */
  readonly overdue: boolean;
}

/** The facts that the document states, in the order in which they matter. */
export function facts(procedure: Procedure, words: Strings, today: string): Fact[] {
  const fact = (name: string, value: string | null, overdue = false): Fact[] =>
    value ? [{ name, value, overdue }] : [];
  const overdue = isPast(procedure.reviewDue, today);
  return [
    ...fact(words.version, procedure.version),
    ...fact(words.owner, procedure.owner),
    ...fact(words.created, procedure.created),
    ...fact(words.updated, procedure.updated === procedure.created ? null : procedure.updated),
    ...fact(overdue ? words.overdue : words.reviewDue, procedure.reviewDue, overdue),
  ];
}

/** Whether a date was before today. Anything that is no ISO date is not said to have passed. */
export function isPast(date: string | null, today: string): boolean {
  return date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) && date < today;
}
