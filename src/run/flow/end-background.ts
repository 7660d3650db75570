/** How blocks in the background end: told as it happens, and brought about when the run ends. */
import { constants } from 'node:os';
import type { Verdict } from '../../model/index.ts';
import { judgeBlock } from '../judge/judge.ts';
import { type Judgement, passed, unverified } from '../judge/judgement.ts';
import type { Outcome } from '../session/outcome.ts';
import type { Background } from './background.ts';
import { endStrays, lifeOf } from './background-life.ts';
import type { RunContext } from './context.ts';

/** Milliseconds between TERM and KILL. */
export const GRACE = 5000;

/** What blocks came to that have ended since: journaled and said at once. */
export function reportBackgrounds(ctx: RunContext): void {
  for (const each of ctx.backgrounds.values()) {
    if (each.judged !== null || each.outcome === null) continue;
    const judged = judgeEnd(ctx, each, each.outcome);
    settle(ctx, each, each.outcome, judged);
    const { line, ref } = each;
    const text = ctx.words.background.ended(line, ref ?? '', judged.evidence);
    if (judged.verdict === 'passed') ctx.screen.note(text, 2);
    else ctx.screen.warn(text, 2);
    // That its state was lost or not does not matter: it hands none on.
    if (each.outcome.ending.kind !== 'exited')
      for (const note of each.outcome.notes) ctx.screen.warn(note, 2);
  }
}

/** Ends what still runs, each with all that it started. */
export async function endBackgrounds(ctx: RunContext): Promise<void> {
  await end(ctx, [...ctx.backgrounds.values()]);
}

/** How those were judged that did not run until the end, with what a person should know of them. */
export function verdictsOfBackgrounds(ctx: RunContext): {
  readonly verdicts: readonly Verdict[];
  readonly remarks: readonly string[];
} {
  const all = [...ctx.backgrounds.values()];
  for (const each of all)
    if (each.missed && each.outcome !== null)
      settle(ctx, each, each.outcome, unverified(ctx.words.background.missed));
  const bad = all.flatMap(({ line, ref, judged }) =>
    judged === null || judged.verdict === 'passed' ? [] : [{ line, ref, ...judged }],
  );
  return {
    verdicts: bad.map(({ verdict }) => verdict),
    remarks: bad.map(({ line, ref, evidence }) =>
      ctx.words.background.ended(line, ref ?? '', evidence),
    ),
  };
}

/** Ends the one that an earlier attempt at an action started: it is started again. */
export async function endBackgroundAt(ctx: RunContext, key: string): Promise<void> {
  const before = ctx.backgrounds.get(key);
  if (before === undefined) return;
  await end(ctx, [before]);
  ctx.backgrounds.delete(key);
}

async function end(ctx: RunContext, all: readonly Background[]): Promise<void> {
  const running = all.filter(({ outcome }) => outcome === null);
  await ctx.interrupts.during(async (signals) => {
    const hurry = () => {
      for (const { kill, stop } of running) {
        stop.abort();
        kill.abort();
      }
    };
    signals.kill.addEventListener('abort', hurry, { once: true });
    await Promise.all(
      running.map(async (each) => {
        // One that has ended just now by itself was not ended by the run.
        const life = await Promise.race([each.done.then(() => 'ended'), lifeOf(ctx, each)]);
        if (life !== 'ended') each.stop.abort();
        await each.done;
      }),
    );
    // What outlives its shell stays only where that ended well, as after any other block.
    const left = await Promise.all(
      all.filter(mayHaveLeft).map((each) => endStrays(ctx, each, GRACE, signals.kill)),
    );
    for (const note of left.flat()) ctx.screen.warn(note, 2);
  });
  reportBackgrounds(ctx);
}

function mayHaveLeft({ host, outcome, missed }: Background): boolean {
  const ending = outcome?.ending;
  if (ending?.kind === 'exited') return ending.status !== 0;
  // Elsewhere that costs a session, and its whole tree was ended with it.
  return (
    host === null || !(missed || ending?.kind === 'interrupted' || ending?.kind === 'timed-out')
  );
}

function settle(
  ctx: RunContext,
  background: Background,
  outcome: Outcome,
  judged: Judgement,
): void {
  const { frame, ref, action } = background;
  background.judged = judged;
  ctx.journal.append({
    event: 'block-ended',
    frame,
    ref,
    action,
    outcome: { ...outcome, state: null },
    ...judged,
  });
}

function judgeEnd(
  { words }: RunContext,
  { accept, host }: Background,
  outcome: Outcome,
): Judgement {
  const say = words.background;
  const { ending } = outcome;
  switch (ending.kind) {
    case 'interrupted':
      return passed(say.byRun);
    case 'timed-out':
      return unverified(say.timedOut(ending.after / 1000));
    case 'signalled': {
      // Where a step asks it to end with `kill`, and the document says so.
      const status = 128 + (constants.signals[ending.signal as NodeJS.Signals] ?? 128);
      if (accept.includes(status)) return passed(words.judge.asItMay(status));
      return judgeBlock({ exit: [...accept] }, outcome, words.judge);
    }
    case 'lost':
      return unverified(host === null ? say.unseen : say.lost(ending.reason));
    default:
      return judgeBlock({ exit: [...accept] }, outcome, words.judge);
  }
}
