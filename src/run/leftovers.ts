/** Blocks that an earlier process of a run left running: they end, or are ended, before anything follows. */
import type { JournalRecord } from './journal/record.ts';
import { type Operator, StopRun } from './operator/operator.ts';
import { endTree, treeOf } from './session/processes.ts';
import { resumeAttempt } from './session/remote/attempt.ts';
import type { Connections } from './session/remote/connections.ts';
import { ConnectionFailure } from './session/remote/failure.ts';
import { fetchAttempt } from './session/remote/fetch.ts';
import type { Session } from './session/session.ts';
import type { Words } from './words/words.ts';

type Started = Extract<JournalRecord, { event: 'block-started' }>;

export interface LeftoverContext {
  readonly session: Session;
  readonly connections: Connections;
  readonly operator: Operator;
  readonly words: Words;
  readonly warn: (text: string) => void;
}

/** @throws {StopRun} where it is to be left running */
export async function settleLeftover(ctx: LeftoverContext, started: Started): Promise<void> {
  const host = started.host ?? null;
  await (host === null ? settleHere(ctx, started) : settleThere(ctx, started, host));
}

async function settleHere(ctx: LeftoverContext, { cookie, line, at }: Started): Promise<void> {
  if (treeOf(cookie, null).length === 0) return;
  const choice = await ask(ctx, ctx.words.run.stillRunning(line, at), line);
  if (choice === 'end') await endTree(cookie, null, GRACE);
  while (treeOf(cookie, null).length > 0) await new Promise((done) => setTimeout(done, 200));
}

/** What it came to lies on its host, whether or not it still runs: it is brought here, to be adopted. */
async function settleThere(ctx: LeftoverContext, started: Started, host: string): Promise<void> {
  const connection = ctx.connections.known(host);
  if (connection === null) return;
  try {
    await connection.open();
    const { standing } = await fetchAttempt(connection, started.cookie);
    if (standing.kind !== 'running' && standing.kind !== 'ended') return;
    // One in the background is taken over as it runs.
    if (standing.kind === 'running' && started.background !== undefined) return;
    const running = resumeAttempt(connection, started, (state) =>
      ctx.session.keepLeft(started, host, state),
    );
    if (standing.kind === 'running') {
      const question = ctx.words.hosts.stillRunning(started.line, host, started.at);
      if ((await ask(ctx, question, started.line)) === 'end')
        for (const note of await running.end(GRACE)) ctx.warn(note);
    }
    const exit = await running.exit;
    if (exit.kind === 'lost') throw new StopRun(4, exit.reason);
  } catch (error) {
    // Without its host nothing is known of it: it may have run, and is asked about as such.
    if (!(error instanceof ConnectionFailure)) throw error;
    ctx.warn(error.message);
  }
}

const GRACE = 5000;

async function ask(
  { operator, words: { run } }: LeftoverContext,
  question: string,
  line: number,
): Promise<'wait' | 'end'> {
  const choice = await operator.choose(
    question,
    [
      { key: 'w', label: run.wait },
      { key: 'e', label: run.end },
      { key: 's', label: run.leave },
    ],
    's',
  );
  if (choice === 's') throw new StopRun(4, run.leftRunning(line));
  return choice === 'e' ? 'end' : 'wait';
}
