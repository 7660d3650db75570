/** Blocks in the background of a run that is resumed: watched on where they live, missed where they were ended. */
import type { JournalRecord } from '../journal/record.ts';
import type { Judgement } from '../judge/judgement.ts';
import { adoptAttempt, leaderOf } from '../session/adopt.ts';
import { NOTHING, type Outcome } from '../session/outcome.ts';
import type { ProcessInfo } from '../session/processes.ts';
import { adoptRemote } from '../session/remote/adopt.ts';
import { type Background, keep, type Place } from './background.ts';
import { connectionTo, lifeOf } from './background-life.ts';
import type { RunContext } from './context.ts';
import { GRACE, reportBackgrounds } from './end-background.ts';

type Started = Extract<JournalRecord, { event: 'block-started' }>;
type Ended = Extract<JournalRecord, { event: 'block-ended' }>;

/** Blocks that an earlier process of this run started: watched on where they live, never started again unasked. */
export async function resumeBackgrounds(ctx: RunContext): Promise<void> {
  for (const [key, { started, ended }] of ctx.progress.backgrounds) {
    const { background } = started;
    if (background === undefined) continue;
    const { frame, ref, action, line, cookie, host = null } = started;
    const place = { frame, ref, action, line, accept: background.accept, cookie, host };
    if (ended === null) await takeUp(ctx, key, place, { ...started, background });
    else if (ctx.progress.actions.has(key)) {
      const { verdict, evidence, outcome } = ended;
      const missed = wasEndedByRun(ended);
      if (missed) ctx.screen.warn(ctx.words.background.wasEnded(line, ref ?? ''), 0);
      remember(ctx, key, { ...place, missed }, outcome, { verdict, evidence });
    }
  }
  reportBackgrounds(ctx);
}

async function takeUp(
  ctx: RunContext,
  key: string,
  place: Place,
  started: Started & { readonly background: NonNullable<Started['background']> },
): Promise<void> {
  const { cookie, host, line } = place;
  const { directory, code = '', at, background } = started;
  const leader = host === null ? leaderOf(cookie) : null;
  const life = leader === null && host === null ? 'ended' : await lifeOf(ctx, { ...place, leader });
  // Of one that was never settled and has ended, what it came to is settled with its step.
  if (life !== 'running' && !ctx.progress.actions.has(key)) return;
  const [stop, kill] = [new AbortController(), new AbortController()];
  const block = { ...BLOCK, ...background, code, line, host };
  const attempt = { directory, cookie };
  const since = Date.parse(at);
  const controls = { interrupt: stop.signal, kill: kill.signal };
  const connection = host === null ? null : connectionTo(ctx, host);
  const running =
    host === null
      ? adoptAttempt(block, attempt, since, GRACE, controls)
      : connection === null
        ? Promise.resolve(lostOn(host))
        : adoptRemote(connection, block, attempt, since, GRACE, controls);
  keep(ctx, key, place, leader, { stop, kill }, running);
  if (life === 'running')
    ctx.screen.note(ctx.words.background.goesOn(line, place.ref ?? '', at), 0);
  else await running;
}

/** Nobody said how to get there. */
function lostOn(host: string): Outcome {
  return { ...NOTHING, host, ending: { kind: 'lost', reason: host } };
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

const BLOCK = { searches: [], watch: [], interactive: false } as const;

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
