/** Shows how the document was changed since a run began, and lets it go on only where somebody answers for that. */
import type { StepChange } from './journal/changes.ts';
import type { Written } from './journal/record.ts';
import type { Operator } from './operator/operator.ts';
import type { Screen } from './operator/screen.ts';
import { RunRefused } from './refusal.ts';
import type { Words } from './words/words.ts';

interface Settling {
  readonly operator: Operator;
  readonly screen: Screen;
  readonly words: Words;
  readonly operatorName: string;
  /** Nobody is there, and steps that are yet to come are as they should be. */
  readonly acceptChanges: boolean;
}

/**
 * @returns what the journal keeps of it.
 * @throws {RunRefused} where it is not accepted, before anything has run.
 */
export async function settleChanges(
  changes: readonly StepChange[],
  { operator, screen, words, operatorName, acceptChanges }: Settling,
): Promise<Written[]> {
  const { changes: say } = words;
  show(changes, screen, words);
  const past = changes.filter(({ done }) => done !== null);
  const ahead = changes.filter(({ done }) => done === null);
  const refs = (of: readonly StepChange[]): string => of.map(({ ref }) => ref).join(', ');
  if (past.length > 0 && !operator.attended) throw new RunRefused(2, say.refused(refs(past)));
  if (ahead.length > 0 && !operator.attended && !acceptChanges)
    throw new RunRefused(2, say.aheadFlag(refs(ahead)));
  if (ahead.length > 0 && operator.attended && !(await operator.confirm(say.ahead1(refs(ahead)))))
    throw new RunRefused(2, say.notAccepted);
  const confirmed = ahead.map(
    ({ frame, ref }): Written => ({
      event: 'decision',
      frame,
      ref,
      choice: 'change ahead:accepted',
      reason: operator.attended ? null : '--accept-changes',
      by: operatorName,
    }),
  );
  if (past.length === 0) return confirmed;
  if (!(await operator.sure(say.accept(refs(past))))) throw new RunRefused(2, say.notAccepted);
  const reason = (await operator.ask(say.reason, { secret: false })).trim();
  if (reason === '') throw new RunRefused(2, say.notAccepted);
  const accepted = past.map(
    ({ frame, ref, before, now }): Written => ({
      event: 'change-accepted',
      frame,
      ref,
      before: before ?? '',
      now,
      by: operatorName,
      reason,
    }),
  );
  return [...confirmed, ...accepted];
}

function show(changes: readonly StepChange[], screen: Screen, words: Words): void {
  const { changes: say, verdicts } = words;
  for (const [path, own] of Map.groupBy(changes, (change) => change.path)) {
    screen.warn(say.head(path), 0);
    for (const { ref, title, kind, done, diff } of own) {
      const state =
        done === null ? say.ahead : done === 'begun' ? say.begun : say.ran(verdicts[done]);
      screen.note(`${ref}  ${title}: ${say[kind]}, ${state}`, 2);
      if (diff === null) screen.note(say.noText, 4);
      for (const line of diff ?? []) screen.note(line, 4);
    }
  }
}
