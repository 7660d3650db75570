/**
 * A session: blocks that see one shell, though each is run by a fresh bash with the saved state of
 * the one before. The only place that starts a document's commands.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Search } from '../../model/index.ts';
import { closingExitLine, forgiven, isLastCommand, linesOf, returnLines } from './block.ts';
import { driver, type ForgivenSearch } from './driver.ts';
import { type DriverEvents, readEvents } from './events.ts';
import { follow } from './follow.ts';
import { type Ending, type Failure, type Outcome, short } from './outcome.ts';
import { COOKIE, endTree } from './processes.ts';
import { initialState, isComplete, withVariables } from './state.ts';
import { checkSyntax } from './syntax.ts';

/** One block, ready to run: no hole is left in its code. */
export interface Block {
  readonly code: string;
  /** Line of the Markdown file on which the code starts. */
  readonly line: number;
  /** Name of the Markdown file, for bash's own messages. */
  readonly document: string;
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
}

export interface RunOptions {
  /** Output as it comes: raw bytes, the two streams apart. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', bytes: Buffer) => void | Promise<void>;
  /** Aborted: the block's whole tree is asked to end. */
  readonly interrupt?: AbortSignal;
  /** Aborted: it is killed. */
  readonly kill?: AbortSignal;
}

/** Where an attempt leaves its files, and how its processes are recognised; known before it starts. */
export interface Attempt {
  /** Absolute; fresh. */
  readonly directory: string;
  readonly cookie: string;
}

export interface SessionOptions {
  /** Where attempts and states go: absolute, only for the user. */
  readonly directory: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A state to go on with, as an {@link Outcome} named it. */
  readonly state?: string;
  /** Milliseconds between TERM and KILL. */
  readonly grace?: number;
}

export class Session {
  #state: string;
  #count: number;
  readonly #options: SessionOptions;

  private constructor(options: SessionOptions, state: string, count: number) {
    this.#options = options;
    this.#state = state;
    this.#count = count;
  }

  /** @throws where the directory cannot be written */
  static async open(options: SessionOptions): Promise<Session> {
    await mkdir(options.directory, { recursive: true, mode: 0o700 });
    let state = options.state;
    if (state === undefined) {
      state = join(options.directory, 'state-initial');
      await writeFile(state, initialState(options.env, options.cwd), { mode: 0o600 });
    }
    return new Session(options, state, 0);
  }

  /** File of the state that the next block begins with. */
  get state(): string {
    return this.#state;
  }

  /** A place for the next attempt. Made before it is journaled, so that a dead run's files are found. */
  async prepare(label: string): Promise<Attempt> {
    for (;;) {
      this.#count += 1;
      const directory = join(
        this.#options.directory,
        `${String(this.#count).padStart(4, '0')}-${label}`,
      );
      try {
        await mkdir(directory, { mode: 0o700 });
        return { directory, cookie: randomUUID() };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }

  /**
   * Gives the session variables, as parameters of what runs from here on. Exported, but for secrets:
   * what a command needs of those, the document hands to it.
   */
  async assign(
    variables: ReadonlyMap<string, string>,
    secret: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const entries = [...variables].filter(([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
    if (entries.length === 0) return;
    this.#count += 1;
    const file = join(this.#options.directory, `state-assigned-${this.#count}-${randomUUID()}`);
    await writeFile(file, withVariables(await readFile(this.#state, 'utf8'), entries, secret), {
      mode: 0o600,
    });
    this.#state = file;
  }

  /** The session goes on with the state that a block left: only after what it did was judged good. */
  commit(outcome: Outcome): void {
    if (outcome.state !== null) this.#state = outcome.state;
  }

  /** Runs a block. The state that it leaves is not the session's until {@link commit}. */
  async run(block: Block, attempt: Attempt, options: RunOptions = {}): Promise<Outcome> {
    const started = performance.now();
    const file = join(attempt.directory, block.document);
    const events = join(attempt.directory, 'events');
    const nextState = join(attempt.directory, 'state');
    const stdout = join(attempt.directory, 'stdout');
    const stderr = join(attempt.directory, 'stderr');
    const elapsed = () => Math.round(performance.now() - started);
    if (!(await isComplete(this.#state))) {
      // Without it the block would run in another directory, with other variables.
      const reason = `the session's state is gone or damaged: ${this.#state}`;
      return { ...NOTHING, ending: { kind: 'not-started', reason }, milliseconds: elapsed() };
    }
    const syntax = await checkSyntax(block, file, this.#state);
    if (syntax !== null) {
      await writeFile(stdout, '', { mode: 0o600 });
      await writeFile(stderr, syntax.text, { mode: 0o600 });
      return {
        ...NOTHING,
        ending: { kind: 'not-started', reason: `bash does not accept it: ${syntax.message}` },
        complaint: syntax,
        stdout,
        stderr,
        milliseconds: elapsed(),
      };
    }
    const searches = forgiven(block.searches, block);
    await writeFile(nextState, '', { mode: 0o600 });
    await writeFile(
      join(attempt.directory, 'driver'),
      driver({
        block: file,
        events,
        state: this.#state,
        nextState,
        stdout: block.interactive ? null : stdout,
        accept: block.accept,
        searches,
        watch: watched(block, searches),
      }),
      { mode: 0o600 },
    );
    const ended = await this.#spawn(block, attempt, { stdout, stderr }, options);
    if (ended.kind === 'failed') {
      return {
        ...NOTHING,
        ending: { kind: 'not-started', reason: ended.reason },
        milliseconds: elapsed(),
      };
    }
    const outcome = await readOutcome(block, attempt, ended.ending);
    return { ...outcome, notes: [...outcome.notes, ...ended.notes], milliseconds: elapsed() };
  }

  async #spawn(
    block: Block,
    attempt: Attempt,
    files: { stdout: string; stderr: string },
    options: RunOptions,
  ): Promise<
    { kind: 'ended'; ending: Ending; notes: string[] } | { kind: 'failed'; reason: string }
  > {
    const out = block.interactive ? null : openSync(files.stdout, 'a', 0o600);
    const err = block.interactive ? null : openSync(files.stderr, 'a', 0o600);
    const child = spawn('bash', ['--noprofile', '--norc', join(attempt.directory, 'driver')], {
      cwd: '/',
      // Everything else of the environment is in the state: what a block unset stays unset.
      env: { [COOKIE]: attempt.cookie },
      detached: !block.interactive,
      stdio: block.interactive ? 'inherit' : ['ignore', out!, err!],
    });
    if (out !== null) closeSync(out);
    if (err !== null) closeSync(err);
    const done = new AbortController();
    // 'exit', never 'close': a background child may hold the output for ever.
    const exited = new Promise<{ code: number | null; signal: string | null } | Error>(
      (resolve) => {
        child.once('error', resolve);
        child.once('exit', (code, signal) => resolve({ code, signal }));
      },
    );
    const following = block.interactive
      ? []
      : (['stdout', 'stderr'] as const).map((stream) =>
          follow(files[stream], done.signal, (bytes) => options.onOutput?.(stream, bytes)),
        );
    let cause: 'timed-out' | 'interrupted' | null = null;
    let ending: Promise<number[]> = Promise.resolve([]);
    const end = (why: 'timed-out' | 'interrupted') => {
      if (cause !== null || child.pid === undefined) return;
      cause = why;
      const leader = block.interactive ? null : child.pid;
      ending = endTree(attempt.cookie, leader, this.#options.grace ?? 5000, options.kill);
    };
    const interrupt = () => end('interrupted');
    const timer =
      block.timeout === null ? undefined : setTimeout(() => end('timed-out'), block.timeout);
    options.interrupt?.addEventListener('abort', interrupt, { once: true });
    if (options.interrupt?.aborted === true) interrupt();
    const result = await exited;
    clearTimeout(timer);
    options.interrupt?.removeEventListener('abort', interrupt);
    const stubborn = await ending;
    done.abort();
    await Promise.all(following);
    if (result instanceof Error) {
      return { kind: 'failed', reason: `bash could not be started: ${result.message}` };
    }
    const notes =
      stubborn.length > 0 ? [`processes ${stubborn.join(', ')} could not be ended`] : [];
    // Read through a function: TypeScript does not see that `end` ran in between.
    const why = ((): typeof cause => cause)();
    if (why === 'timed-out')
      return { kind: 'ended', ending: { kind: why, after: block.timeout ?? 0 }, notes };
    if (why === 'interrupted') return { kind: 'ended', ending: { kind: why }, notes };
    if (result.signal !== null) {
      return { kind: 'ended', ending: { kind: 'signalled', signal: result.signal }, notes };
    }
    return { kind: 'ended', ending: { kind: 'exited', status: result.code ?? 0 }, notes };
  }
}

/**
 * Reads an attempt's outcome from its files. `ending` is what the runner saw; `null`: the runner was
 * gone, and only what the block left on disk can tell. Answers `null` for a block that left nothing.
 */
export async function readOutcome(
  block: Block,
  attempt: Attempt,
  ending: Ending,
): Promise<Outcome> {
  const file = join(attempt.directory, block.document);
  const events = await readEvents(join(attempt.directory, 'events'), file);
  const stderr = block.interactive ? null : join(attempt.directory, 'stderr');
  const stdout = block.interactive ? null : join(attempt.directory, 'stdout');
  if (events.lost !== null) {
    const reason = `the directory that the session was in is gone: ${events.lost}`;
    return { ...NOTHING, ending: { kind: 'not-started', reason }, stdout, stderr, milliseconds: 0 };
  }
  const state = join(attempt.directory, 'state');
  const saved = events.finish?.saved === true && (await isComplete(state));
  const final = ending.kind === 'exited' ? exitStatus(ending.status, events) : ending;
  const clean = final.kind === 'exited' && block.accept.includes(final.status);
  return {
    ending: final,
    end: endOf(block, events, final),
    leftAt: events.exit?.line ?? null,
    failures: [...events.failures],
    seen: [...events.seen],
    complaint: await complaintIn(stderr, file),
    state: clean && saved ? state : null,
    notes: notesOn(events, clean && !saved),
    stdout,
    stderr,
    milliseconds: 0,
  };
}

const NOTHING = {
  end: 'unknown',
  leftAt: null,
  failures: [],
  seen: [],
  complaint: null,
  state: null,
  notes: [],
  stdout: null,
  stderr: null,
} as const satisfies Partial<Outcome> as Omit<Outcome, 'ending' | 'milliseconds'>;

/** The author's EXIT trap may end the shell with another status than the block: a failure of either counts. */
function exitStatus(status: number, events: DriverEvents): Ending {
  const own = events.finish?.status ?? 0;
  return { kind: 'exited', status: own !== 0 ? own : status };
}

function endOf(block: Block, events: DriverEvents, ending: Ending): Outcome['end'] {
  if (events.finish === null || ending.kind !== 'exited') return 'unknown';
  if (events.exit !== null) {
    return events.exit.line !== null && events.exit.line === closingExitLine(block)
      ? 'reached'
      : 'left';
  }
  if (events.finish.how === 'end') {
    // A `return` would have been seen, had the block not put its own DEBUG trap in the way.
    return events.blind && returnLines(block).length > 0 ? 'unknown' : 'reached';
  }
  const { status } = events.finish;
  if (status === 0) return 'left';
  // errexit stopped it, but behind its last command there was nothing left to run.
  const failure = events.failures.at(-1);
  const accepted = block.accept.includes(status) && failure?.status === status;
  return accepted && isLastCommand(failure, block) ? 'reached' : 'stopped';
}

function notesOn(events: DriverEvents, lost: boolean): string[] {
  const notes: string[] = [];
  if (lost) {
    notes.push(
      'the state that it left could not be captured (exec, an EXIT trap of its own, or an exit inside a function): what follows goes on with the state from before it',
    );
  }
  if (events.ownTrap)
    notes.push('its EXIT trap ran when the block ended, not when the session does');
  const unheard = events.failures.filter(
    (failure: Failure) => failure.fate === 'failed' && !failure.strict,
  );
  for (const failure of unheard.slice(0, 3)) {
    const where = failure.line === null ? '' : ` on line ${failure.line}`;
    notes.push(
      `\`${short(failure.command)}\`${where} ended with ${failure.status}, and errexit was not looking there`,
    );
  }
  return notes;
}

async function complaintIn(stderr: string | null, file: string): Promise<Outcome['complaint']> {
  if (stderr === null) return null;
  const { size } = await stat(stderr).catch(() => ({ size: 0 }));
  if (size === 0) return null;
  const text = await readTail(stderr, size);
  let found: Outcome['complaint'] = null;
  for (const line of text.split('\n')) {
    if (!line.startsWith(`${file}: `)) continue;
    // The word for `line` is in the language of the session.
    const match = /^\S+ (\d+): (.*)$/.exec(line.slice(file.length + 2));
    if (match !== null) found = { line: Number(match[1]), message: match[2]! };
  }
  return found;
}

async function readTail(file: string, size: number): Promise<string> {
  if (size <= 1_000_000) return readFile(file, 'utf8');
  const { open } = await import('node:fs/promises');
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(1_000_000);
    await handle.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
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
