/** Lists of short texts: roles, risks, tools, what a stage takes and gives. */
import type { Difference, DifferencePlace, DifferenceSeverity, Span } from '../../model/index.ts';
import { change } from './draft.ts';
import { fold, match, overlap, wordsOf } from './match.ts';

export interface Entry {
  readonly text: string;
  readonly span: Span;
}

export function diffEntries(
  what: string,
  before: readonly Entry[],
  after: readonly Entry[],
  severity: DifferenceSeverity,
  place: DifferencePlace | null = null,
  whenChanged: DifferenceSeverity = 'minor',
): Difference[] {
  const { pairs, removed, added } = match(before, after, {
    keys: [({ text }) => fold(text)],
    likeness: (one, other) => overlap(wordsOf(one.text), wordsOf(other.text)),
  });
  return [
    ...removed.map(({ text, span }) =>
      change('entry-removed', severity, { place, what, subject: text, was: span }),
    ),
    ...pairs
      .filter(([previous, next]) => fold(previous.text) !== fold(next.text))
      .map(([previous, next]) =>
        change('action-changed', whenChanged, {
          place,
          what,
          before: previous.text,
          after: next.text,
          at: next.span,
          was: previous.span,
        }),
      ),
    ...added.map(({ text, span }) =>
      change('entry-added', 'minor', { place, what, subject: text, at: span }),
    ),
  ];
}
