/** One attempt at a block: how it is made ready, followed, timed out and ended, wherever it runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Search } from '../../model/index.ts';
import { type SessionWords, saysOf } from '../words/en-session.ts';
import { forgiven, linesOf, returnLines, throwLines } from './block.ts';
import { driver, type ForgivenSearch } from './driver.ts';
import { readEvents } from './events.ts';
import { follow } from './follow.ts';
import { type Ending, NOTHING, type Outcome } from './outcome.ts';
import type { Place } from './place.ts';
import { readOutcome } from './read-outcome.ts';
import { isComplete } from './state.ts';
import { checkSyntax, writeBlock } from './syntax.ts';
import { untilEnded } from './until-ended.ts';

/** One block, ready to run: no hole is left in its code. */
export interface Block {
  readonly code: string;
  /** Line of the Markdown file on which the code starts. */
  readonly line: number;
  /** Name of the Markdown file, for bash's own messages. */
  readonly document: string;
  /** Where it runs, as the document names it; `null`: on this machine. */
  readonly host: string | null;
  /** Searches that may end with 1. */
  readonly searches: readonly Search[];
  /** Commands whose beginning leaves a trace. */
  readonly watch: readonly { readonly line: number; readonly command: string }[];
  /** Exit statuses after which the session goes on with this block's state. */
  readonly accept: readonly number[];
  /** Milliseconds; `null`: as long as it takes. */
  readonly timeout: number | null;
  /** It gets the terminal, and its output is not captured. */
  readonly interactive: boolean;
  /** What is said of it where it does not start, or loses its state; absent: English. */
  readonly say?: SessionWords;
}

/** Where an attempt leaves its files, and how its processes are recognised; known before it starts. */
export interface Attempt {
  /** Absolute; fresh; on this machine, wherever the block runs. */
  readonly directory: string;
  readonly cookie: string;
}

export interface AttemptOptions {
  /** Output as it comes: raw bytes, the two streams apart. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', bytes: Buffer) => void | Promise<void>;
  /** Its bash was started, or is known not to be; `pid`: on this machine. */
  readonly onStart?: (pid: number | null) => void;
  /** Aborted: the block's whole tree is asked to end. */
  readonly interrupt?: AbortSignal;
  /** Aborted: it is killed. */
  readonly kill?: AbortSignal;
}

/** Runs a block once. `state`: the file that it begins with; `grace`: milliseconds between TERM and KILL. */
export async function runAttempt(
  place: Place,
  block: Block,
  attempt: Attempt,
  state: string,
  grace: number,
  options: AttemptOptions,
): Promise<Outcome> {
  const started = performance.now();
  const outcome = await tryBlock(place, block, attempt, state, grace, options);
  return {
    ...outcome,
    host: place.host,
    milliseconds: Math.round(performance.now() - started),
  };
}

async function tryBlock(
  place: Place,
  block: Block,
  attempt: Attempt,
  state: string,
  grace: number,
  options: AttemptOptions,
): Promise<Outcome> {
  if (!isComplete(state)) {
    // Without it the block would run in another directory, with other variables.
    const reason = saysOf(block).stateGone(state);
    return { ...NOTHING, ending: { kind: 'not-started', reason } };
  }
  // Asked here, where an answer is needed before anything is sent, or before anyone hears of a start.
  const apart = place.host !== null || block.interactive || options.onStart !== undefined;
  if (apart) {
    const refused = await refusedByBash(block, attempt, state);
    if (refused !== null) return refused;
  } else writeBlock(block, join(attempt.directory, block.document));
  const run = (ask: boolean) => runPrepared(place, block, attempt, state, grace, options, ask);
  const outcome = await run(!apart);
  if (outcome !== null) return outcome;
  // What bash says of it, or that it would accept it where extglob is on.
  return (await refusedByBash(block, attempt, state)) ?? (await run(false))!;
}

/** `ask`: has the same bash read the block first. `null`: it does not accept it, and ran nothing. */
async function runPrepared(
  place: Place,
  block: Block,
  attempt: Attempt,
  state: string,
  grace: number,
  options: AttemptOptions,
  ask: boolean,
): Promise<Outcome | null> {
  prepareFiles(place, block, attempt, state, ask);
  const { ending, notes } = await spawnAndFollow(place, block, attempt, state, grace, options);
  if (ending.kind === 'not-started') return { ...NOTHING, ending };
  const { directory } = place.paths(attempt, state);
  const file = join(directory, block.document);
  if (ending.kind === 'exited' && ending.status === REFUSED) {
    const { refused } = readEvents(join(attempt.directory, 'events'), file);
    if (refused) return null;
  }
  const outcome = await readOutcome(block, attempt, ending, file);
  return { ...outcome, notes: [...outcome.notes, ...notes] };
}

/** With this the driver ends where the block is not accepted; a block may end with it, too. */
const REFUSED = 125;

async function refusedByBash(
  block: Block,
  { directory }: Attempt,
  state: string,
): Promise<Outcome | null> {
  const complaint = await checkSyntax(block, join(directory, block.document), state);
  if (complaint === null) return null;
  const stdout = join(directory, 'stdout');
  const stderr = join(directory, 'stderr');
  writeFileSync(stdout, '', { mode: 0o600 });
  writeFileSync(stderr, complaint.text, { mode: 0o600 });
  const reason = saysOf(block).notAccepted(complaint.message);
  return { ...NOTHING, ending: { kind: 'not-started', reason }, complaint, stdout, stderr };
}

function prepareFiles(
  place: Place,
  block: Block,
  attempt: Attempt,
  state: string,
  ask: boolean,
): void {
  const paths = place.paths(attempt, state);
  const there = (name: string) => join(paths.directory, name);
  const searches = forgiven(block.searches, block);
  const text = driver({
    ask,
    block: there(block.document),
    events: there('events'),
    state: paths.state,
    nextState: there('state'),
    stdout: block.interactive ? null : there('stdout'),
    stderr: block.interactive ? null : there('stderr'),
    throws: throwLines(block, readFileSync(state, 'utf8'), block.interactive),
    accept: block.accept,
    searches,
    watch: watched(block, searches),
  });
  for (const [name, content] of [
    ['events', ''],
    ['state', ''],
    ['stdout', ''],
    ['stderr', ''],
    ['driver', text],
  ] as const)
    writeFileSync(join(attempt.directory, name), content, { mode: 0o600 });
}

async function spawnAndFollow(
  place: Place,
  block: Block,
  attempt: Attempt,
  state: string,
  grace: number,
  options: AttemptOptions,
): Promise<{ ending: Ending; notes: readonly string[] }> {
  const { document, interactive, timeout } = block;
  const running = place.start({ attempt, document, state, interactive });
  void (running.began ?? Promise.resolve()).then(() => options.onStart?.(running.pid ?? null));
  const done = new AbortController();
  const following = interactive
    ? []
    : (['stdout', 'stderr'] as const).map((stream) =>
        follow(join(attempt.directory, stream), done.signal, (bytes) =>
          options.onOutput?.(stream, bytes),
        ),
      );
  const ended = await untilEnded(running, timeout, grace, options);
  done.abort();
  await Promise.all(following);
  return ended;
}

function watched(block: Block, searches: readonly ForgivenSearch[]): number[] {
  const lines = new Set(returnLines(block));
  for (const { line, command } of block.watch)
    for (const each of linesOf(line, command)) lines.add(each);
  for (const { line, endLine } of searches) {
    for (let each = line; each <= endLine; each++) lines.add(each);
  }
  return [...lines].sort((a, b) => a - b);
}
