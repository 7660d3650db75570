/** One attempt at a block: how it is made ready, followed, timed out and ended, wherever it runs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Search } from '../../model/index.ts';
import { type SessionWords, saysOf } from '../words/en-session.ts';
import { forgiven, linesOf, returnLines, throwLines } from './block.ts';
import { driver, type ForgivenSearch, given } from './driver.ts';
import { readEvents } from './events.ts';
import { follow } from './follow.ts';
import { type Ending, NOTHING, type Outcome } from './outcome.ts';
import type { Place } from './place.ts';
import { readOutcome } from './read-outcome.ts';
import { checkSyntax, writeBlock } from './syntax.ts';
import { COMPLETE } from './units.ts';
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
  /** The session never goes on with the state that it leaves. */
  readonly leavesState?: boolean;
}

/** What an attempt begins with, and who keeps the state that it leaves. */
export interface Origin {
  /** A string of bytes. */
  readonly state: string;
  /** What its bash knows besides: strings of bytes. */
  readonly variables: Readonly<Record<string, string>>;
  /** What sees to the state if this process has died by then; empty: nothing does. */
  readonly sifter: readonly string[];
  readonly keep: (file: string, state: string) => void;
}

/** Runs a block once. `grace`: milliseconds between TERM and KILL. */
export async function runAttempt(
  place: Place,
  block: Block,
  attempt: Attempt,
  origin: Origin,
  grace: number,
  options: AttemptOptions,
): Promise<Outcome> {
  const started = performance.now();
  const outcome = await tryBlock(place, block, attempt, origin, grace, options);
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
  origin: Origin,
  grace: number,
  options: AttemptOptions,
): Promise<Outcome> {
  // Asked here, where an answer is needed before anything is sent, or before anyone hears of a start.
  const apart = place.host !== null || block.interactive || options.onStart !== undefined;
  if (apart) {
    const refused = await refusedByBash(block, attempt, origin);
    if (refused !== null) return refused;
  } else writeBlock(block, join(attempt.directory, block.document));
  const run = (ask: boolean) => runPrepared(place, block, attempt, origin, grace, options, ask);
  const outcome = await run(!apart);
  if (outcome !== null) return outcome;
  // What bash says of it, or that it would accept it where extglob is on.
  return (await refusedByBash(block, attempt, origin)) ?? (await run(false))!;
}

/** `ask`: has the same bash read the block first. `null`: it does not accept it, and ran nothing. */
async function runPrepared(
  place: Place,
  block: Block,
  attempt: Attempt,
  origin: Origin,
  grace: number,
  options: AttemptOptions,
  ask: boolean,
): Promise<Outcome | null> {
  const { state, variables } = origin;
  const text = given(state, variables);
  prepareFiles(place, block, attempt, origin, text.length, options, ask);
  const { ending, notes } = await spawnAndFollow(
    place,
    block,
    attempt,
    text,
    origin.keep,
    grace,
    options,
  );
  if (ending.kind === 'not-started') return { ...NOTHING, ending };
  const { directory } = place.paths(attempt);
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
  { state }: Origin,
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
  { sifter, state }: Origin,
  size: number,
  { leavesState = true }: AttemptOptions,
  ask: boolean,
): void {
  const paths = place.paths(attempt);
  const there = (name: string) => join(paths.directory, name);
  const searches = forgiven(block.searches, block);
  const text = driver({
    ask,
    block: there(block.document),
    events: there('events'),
    size,
    nextState: leavesState ? there('state') : null,
    cookie: attempt.cookie,
    give: paths.give,
    take: paths.take,
    sifter,
    stdout: block.interactive ? null : there('stdout'),
    stderr: block.interactive ? null : there('stderr'),
    throws: throwLines(block, state, block.interactive),
    accept: block.accept,
    searches,
    watch: watched(block, searches),
  });
  for (const [name, content] of [
    ['events', ''],
    ['state', leavesState ? '' : COMPLETE],
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
  text: string,
  keep: Origin['keep'],
  grace: number,
  options: AttemptOptions,
): Promise<{ ending: Ending; notes: readonly string[] }> {
  const { document, interactive, timeout } = block;
  const running = place.start({
    attempt,
    document,
    given: text,
    interactive,
    keep: (state) => keep(join(attempt.directory, 'state'), state),
  });
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
