/** Going on with a run that somebody else left: what was done is shown, and the new operator says that they found it so. */
import type { Execution } from './execution.ts';
import type { StoredRun } from './journal/store.ts';
import { storyOf } from './journal/story.ts';
import type { RunOptions } from './options.ts';
import { RunRefused } from './refusal.ts';
import type { Words } from './words/words.ts';

export interface TakenOver {
  /** Who carried it before. */
  readonly from: string;
  /** What the one before left word of; `null`: nothing. */
  readonly note: string | null;
}

/** Shows what was done. `null`: it is the same operator as before. @throws {RunRefused} where nobody takes it over */
export async function takeOver(
  { id, records, progress }: StoredRun,
  execution: Execution,
  { attended, operator }: RunOptions,
  words: Words,
): Promise<TakenOver | null> {
  const { screen } = execution;
  screen.note(words.run.goingOn(id), 0);
  const from = progress.process?.operator ?? progress.start?.operator ?? operator;
  const left = records.findLast(({ event }) => event === 'handed-over');
  const note = left?.event === 'handed-over' && left.note !== '' ? left.note : null;
  const done = records.filter(({ event }) => SHOWN.has(event));
  for (const { text, verdict, depth, at } of storyOf(done, words)) {
    const how = verdict === null ? '' : `${words.verdicts[verdict]}  `;
    screen.note(`${at.slice(0, 16).replace('T', ' ')}  ${how}${text}`, 2 * depth);
  }
  if (from === operator) return null;
  screen.warn(words.handOver.resumed(from), 0);
  if (note !== null) screen.warn(note, 0);
  if (attended && !(await execution.operator.sure(words.handOver.confirm)))
    throw new RunRefused(2, words.handOver.refused);
  return { from, note };
}

const SHOWN: ReadonlySet<string> = new Set([
  'step-ended',
  'stage-ended',
  'deviation',
  'handed-over',
  'run-ended',
]);
