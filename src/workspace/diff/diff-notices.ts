/** Warnings that went, got quieter or say something else. */
import type { Difference, DifferencePlace, Notice } from '../../model/index.ts';
import { change } from './draft.ts';
import { fold, match, overlap, wordsOf } from './match.ts';

export function diffNotices(
  before: readonly Notice[],
  after: readonly Notice[],
  place: DifferencePlace,
): Difference[] {
  const { pairs, removed, added } = match(before, after, {
    keys: [({ level, text }) => `${level} ${fold(text)}`, ({ text }) => fold(text)],
    likeness: (one, other) => overlap(wordsOf(one.text), wordsOf(other.text)),
  });
  return [
    ...removed.map(({ level, label, text, span }) =>
      change('notice-removed', level === 'note' ? 'minor' : 'danger', {
        place,
        what: label,
        subject: text,
        was: span,
      }),
    ),
    ...pairs.flatMap(([previous, next]) => {
      const spans = { place, at: next.span, was: previous.span };
      const found: Difference[] = [];
      if (loudness[next.level] < loudness[previous.level]) {
        const labels = { subject: next.text, before: previous.label, after: next.label };
        found.push(change('notice-lowered', 'danger', { ...spans, ...labels }));
      }
      if (fold(previous.text) !== fold(next.text)) {
        const texts = { what: next.label, before: previous.text, after: next.text };
        found.push(change('notice-changed', 'notice', { ...spans, ...texts }));
      }
      return found;
    }),
    ...added.map(({ label, text, span }) =>
      change('notice-added', 'minor', { place, what: label, subject: text, at: span }),
    ),
  ];
}

const loudness = { note: 0, warning: 1, critical: 2 };
