/** Blocks in the background of a run that is resumed: watched on where they live, missed where they were ended. */
import type { JournalRecord } from '../journal/record.ts';
import type { Judgement } from '../judge/judgement.ts';
import { adoptAttempt, leaderOf } from '../session/adopt.ts';
import { NOTHING, type Outcome } from '../session/outcome.ts';
import type { ProcessInfo } from '../session/processes.ts';
import { type Background, keep, type Place } from './background.ts';
import type { RunContext } from './context.ts';
import { GRACE, reportBackgrounds } from './end-background.ts';

type Started = Extract<JournalRecord, { event: 'block-started' }>;
type Ended = Extract<JournalRecord, { event: 'block-ended' }>;

/** Blocks that an earlier process of this run started: watched on where they live, never started again unasked. */
export async function resumeBackgrounds(ctx: RunContext): Promise<void> {
  const say = ctx.words.background;
  for (const [key, { started, ended }] of ctx.progress.backgrounds) {
    const { frame, ref, action, line, cookie, directory, code = '', background } = started;
    if (background === undefined) continue;
    const place = { frame, ref, action, line, accept: background.accept, cookie };
    const wasSettled = ctx.progress.actions.has(key);
    const leader = ended === null ? leaderOf(cookie) : null;
    if (ended !== null) {
      const { verdict, evidence, outcome } = ended;
      if (!wasSettled) continue;
      const missed = wasEndedByRun(ended);
      if (missed) ctx.screen.warn(say.wasEnded(line, ref ?? ''), 0);
      remember(ctx, key, { ...place, missed }, outcome, { verdict, evidence });
      continue;
    }
    // Of one that was never settled and has ended, what it came to is settled with its step.
    if (leader === null && !wasSettled) continue;
    const [stop, kill] = [new AbortController(), new AbortController()];
    const block = { ...BLOCK, ...background, code, line };
    const running = adoptAttempt(block, { directory, cookie }, Date.parse(started.at), GRACE, {
      interrupt: stop.signal,
      kill: kill.signal,
    });
    keep(ctx, key, place, leader, { stop, kill }, running);
    if (leader === null) await running;
    else ctx.screen.note(say.goesOn(line, ref ?? '', started.at), 0);
  }
  reportBackgrounds(ctx);
}

/** Whether a block in the background was ended for no other reason than that its run stopped. */
export function wasEndedByRun({ outcome, verdict }: Ended): boolean {
  return outcome.ending.kind === 'interrupted' && verdict === 'passed';
}

/** What of a block an earlier process left running; `null`: nothing. */
export function runningStill(ctx: RunContext, key: string): Outcome | null {
  const found = ctx.backgrounds.get(key);
  if (found === undefined || found.outcome !== null) return null;
  const started = ctx.progress.backgrounds.get(key)?.started;
  return started === undefined ? null : outcomeOfRunning(started, found.leader);
}

/** A block that was running in the background, as criteria are judged by it. */
export function outcomeOfRunning({ at }: Started, leader: ProcessInfo | null): Outcome {
  const after = Math.max(0, Date.now() - Date.parse(at));
  return { ...NOTHING, ending: { kind: 'running', pid: leader?.pid ?? null, after } };
}

const BLOCK = { host: null, searches: [], watch: [], interactive: false } as const;

function remember(
  ctx: RunContext,
  key: string,
  place: Place & Pick<Background, 'missed'>,
  outcome: Outcome,
  judged: Judgement,
): void {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const done = Promise.resolve();
  ctx.backgrounds.set(key, { ...place, leader: null, done, outcome, judged, stop, kill });
}
