/** Criteria that went, that ask for less, or that a machine no longer decides. */
import type { Check, Criterion, Difference, DifferencePlace } from '../../model/index.ts';
import { change } from './draft.ts';
import { fold, match, overlap, wordsOf } from './match.ts';
import { compareChecks } from './strength.ts';

/** Whether the blocks that two criteria speak of, by their index in the step, are the same one. */
type SameBlock = (before: number, after: number) => boolean;

export function diffCriteria(
  before: readonly Criterion[],
  after: readonly Criterion[],
  place: DifferencePlace | null,
  isSameBlock: SameBlock = () => true,
): Difference[] {
  const { pairs, removed, added } = match(before, after, {
    keys: [
      ({ text, check }) => `${fold(text)} ${check?.kind}`,
      ({ text }) => fold(text),
      ({ check }) => (check === null ? null : withoutPlace(check)),
    ],
    likeness: (one, other) => overlap(wordsOf(one.text), wordsOf(other.text)),
  });
  return [
    ...removed.map((one) =>
      change('criterion-removed', 'danger', {
        place,
        subject: one.text,
        before: decidedBy(one),
        was: one.span,
      }),
    ),
    ...pairs
      .filter(
        ([{ action: was }, { action: is }]) => was !== null && is !== null && !isSameBlock(was, is),
      )
      .map(([previous, next]) =>
        change('criterion-moved', 'notice', {
          place,
          what: 'block',
          subject: next.text,
          at: next.span,
          was: previous.span,
        }),
      ),
    ...pairs.flatMap(([previous, next]) => pairChanges(previous, next, place)),
    ...added.map((one) =>
      change('criterion-added', 'minor', {
        place,
        subject: one.text,
        after: decidedBy(one),
        at: one.span,
      }),
    ),
  ];
}

function pairChanges(
  before: Criterion,
  after: Criterion,
  place: DifferencePlace | null,
): Difference[] {
  const more = {
    place,
    subject: after.text,
    before: decidedBy(before),
    after: decidedBy(after),
    at: after.span,
    was: before.span,
  };
  switch (compareChecks(before.check, after.check)) {
    case 'weaker':
      return [change('criterion-weakened', 'danger', more)];
    case 'stronger':
      return [change('criterion-strengthened', 'minor', more)];
    case 'different':
      // An inferred check follows its command, whose change is told where it stands.
      return after.origin === 'inferred' &&
        after.rule === before.rule &&
        fold(before.text) === fold(after.text)
        ? []
        : [change('criterion-changed', 'notice', more)];
    case 'same': {
      if (fold(before.text) === fold(after.text)) return [];
      // To a person who attests, the words are all there is.
      const severity = after.check === null ? 'notice' : 'minor';
      const texts = { subject: null, before: before.text, after: after.text };
      return [change('criterion-reworded', severity, { ...more, ...texts })];
    }
  }
}

function withoutPlace(check: Check): string {
  return JSON.stringify(check, (key, value: unknown) => (key === 'line' ? undefined : value));
}

/** Who or what decides it, in words, without lines of the document. */
function decidedBy({ check }: Criterion): string {
  if (check === null) return 'a person';
  switch (check.kind) {
    case 'exit':
      return `exit status ${check.codes.join(' or ')}`;
    case 'command':
      return `success of: ${check.command}`;
    case 'no-match':
      return `nothing found by: ${check.searches.map(({ command }) => command).join('; ')}`;
    case 'output':
      return `${check.stream} ${check.is}${check.value === null ? '' : ` ${JSON.stringify(check.value)}`}`;
    case 'expected-output':
      return `output as shown: ${check.expected}`;
    case 'file':
      return `file ${check.path} ${check.is}${check.fresh ? ', written by the block' : ''}`;
    case 'http':
      return `HTTP ${check.status} from ${check.url}`;
    case 'service':
    case 'process':
      return `${check.kind} ${check.name} ${check.is}`;
    case 'script':
      return `success of the check: ${check.code}`;
  }
}
