/**
 * A session: blocks that see one shell, though each is run by a fresh bash with the saved state of
 * the one before. On each host it has a state of its own.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixedSecrets, type StateSecrets } from '../secrets/state-secrets.ts';
import { type SessionWords, saysOf } from '../words/en-session.ts';
import {
  type Attempt,
  type AttemptOptions,
  type Block,
  type Origin,
  runAttempt,
} from './attempt.ts';
import { Handover } from './handover.ts';
import { thisMachine } from './local.ts';
import { changesBetween, operatorShell } from './operator-shell.ts';
import { NOTHING, type Outcome } from './outcome.ts';
import type { Place } from './place.ts';
import type { Withheld } from './sift.ts';
import { isComplete, withVariables } from './state.ts';
import { bytesOf } from './units.ts';
import { Vault } from './vault.ts';

export interface SessionOptions {
  /** Where attempts and states go: absolute, only for the user. */
  readonly directory: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A state of this machine to go on with, as an {@link Outcome} named it. */
  readonly state?: string;
  /** States on other hosts to go on with. */
  readonly states?: ReadonlyMap<string, string>;
  /** Other hosts, as they come to be needed. */
  readonly placeOf?: (host: string) => Place;
  /** Milliseconds between TERM and KILL. */
  readonly grace?: number;
  /** What is said of blocks that do not start; absent: English. */
  readonly words?: SessionWords;
  /** What no file of the session may hold; absent: what looks like a credential. */
  readonly secrets?: StateSecrets;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #places = new Map<string | null, Place>();
  readonly #states: Map<string | null, string>;
  readonly #vault: Vault;
  readonly #ended: string[] = [];
  /** What is not asked about again. */
  readonly #without = new Map<string | null, ReadonlySet<string>>();
  readonly #handover: Handover;
  /** Variables that a login on a host begins with. */
  readonly #given = new Map<string | null, Given>();
  #count = 0;

  private constructor(options: SessionOptions, handover: Handover) {
    this.#options = options;
    this.#handover = handover;
    this.#vault = new Vault(options.secrets ?? fixedSecrets());
    this.#states = new Map(options.states);
    this.#places.set(null, thisMachine(options.env, options.cwd, handover, options.words));
  }

  /** @throws where the directory cannot be written */
  static async open(options: SessionOptions): Promise<Session> {
    await mkdir(options.directory, { recursive: true, mode: 0o700 });
    const session = new Session(options, await Handover.open(options.directory));
    if (options.state === undefined) await session.#stateOn(session.#placeOf(null));
    else session.#states.set(null, options.state);
    return session;
  }

  /** Blocks that still run see to their states themselves. */
  close(): void {
    this.#handover.close();
  }

  /** What the state on a host lacks that earlier processes of the run had: nobody may go on as if it were there. */
  missingOn(host: string | null): readonly Withheld[] {
    const state = this.#states.get(host);
    if (state === undefined || !isComplete(state)) return [];
    const known = this.#without.get(host);
    return this.#vault
      .read(state)
      .missing.filter(({ kind, name }) => known?.has(`${kind} ${name}`) !== true);
  }

  /** The operator knows what the state on a host lacks now, and goes on. */
  doWithout(host: string | null): void {
    const known = this.missingOn(host).map(({ kind, name }) => `${kind} ${name}`);
    this.#without.set(host, new Set([...(this.#without.get(host) ?? []), ...known]));
  }

  /** File of the state that the next block on this machine begins with. */
  get state(): string {
    return this.#states.get(null)!;
  }

  /** Files of the states on other hosts. */
  get states(): Record<string, string> {
    return Object.fromEntries([...this.#states].filter(([host]) => host !== null));
  }

  /** What follows on this host begins as a new login does, with these variables. */
  enter(
    host: string,
    variables: ReadonlyMap<string, string>,
    secret: ReadonlySet<string> = new Set(),
  ): void {
    this.#states.delete(host);
    this.#given.set(host, { variables, secret });
  }

  /** A directory for the next attempt. Made before it is journaled, so that a dead run's files are found. */
  async prepare(label: string): Promise<Attempt> {
    for (;;) {
      this.#count += 1;
      const directory = join(
        this.#options.directory,
        `${String(this.#count).padStart(4, '0')}-${label}`,
      );
      try {
        mkdirSync(directory, { mode: 0o700 });
        return { directory, cookie: randomUUID() };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }

  /**
   * Gives the session on this machine variables, as parameters of what runs from here on. Exported,
   * but for secrets: what a command needs of those, the document hands to it.
   */
  async assign(
    variables: ReadonlyMap<string, string>,
    secret: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const entries = usable(variables);
    if (entries.length === 0) return;
    const { state } = this;
    const text = withVariables(this.#vault.read(state).text, entries, secret);
    this.#states.set(null, this.#writeState('assigned', text, state));
  }

  /** Directories of attempts that have ended since this was last asked. */
  takeEnded(): string[] {
    return this.#ended.splice(0);
  }

  /** Runs a block. The state that it leaves is not the session's until {@link commit}. */
  async run(block: Block, attempt: Attempt, options: AttemptOptions = {}): Promise<Outcome> {
    try {
      return await this.#run(block, attempt, options);
    } finally {
      this.#ended.push(attempt.directory);
    }
  }

  async #run(block: Block, attempt: Attempt, options: AttemptOptions): Promise<Outcome> {
    const place = this.#placeOf(block.host);
    let state: string;
    try {
      state = await this.#stateOn(place);
    } catch (error) {
      if (place.host === null) throw error;
      const ending = { kind: 'not-started', reason: (error as Error).message } as const;
      return { ...NOTHING, host: place.host, ending };
    }
    if (!isComplete(state)) {
      // Without it the block would run in another directory, with other variables.
      const reason = saysOf(block).stateGone(state);
      return { ...NOTHING, host: place.host, ending: { kind: 'not-started', reason } };
    }
    const origin = this.#originOf(state, attempt, place);
    return runAttempt(place, block, attempt, origin, this.#options.grace ?? 5000, options);
  }

  /** Keeps a state that an attempt of an earlier process left on its host. */
  keepLeft({ directory }: Attempt, host: string, state: string): void {
    const step = stepOf(directory);
    this.#vault.keep(join(directory, 'state'), state, this.#states.get(host) ?? null, step);
  }

  /**
   * A shell for the operator, in the state that this host has; `null`: this machine. `null`: it left no state.
   * @throws {Error} where the host cannot be used; its message says why
   */
  async shell(
    host: string | null,
    attempt: Attempt,
    prompt: string,
  ): Promise<{ host: string | null; state: string; changes: readonly string[] } | null> {
    const place = this.#placeOf(host);
    const before = await this.#stateOn(place);
    const left = await operatorShell(
      place,
      attempt,
      this.#originOf(before, attempt, place),
      prompt,
    );
    if (left === null) return null;
    const changes = changesBetween(left.began, this.#vault.read(left.state).text);
    return { host, state: left.state, changes };
  }

  /** The session goes on with the state that a block left: only after what it did was judged good. */
  commit({ host, state }: Pick<Outcome, 'host' | 'state'>): void {
    if (state === null) return;
    this.#states.set(host, state);
    this.#vault.retain(this.#states.values());
  }

  #placeOf(host: string | null): Place {
    let place = this.#places.get(host);
    if (place === undefined) {
      if (host === null || this.#options.placeOf === undefined)
        throw new Error(`there is no place ${host}`);
      place = this.#options.placeOf(host);
      this.#places.set(host, place);
    }
    return place;
  }

  async #stateOn(place: Place): Promise<string> {
    let state = this.#states.get(place.host);
    if (state === undefined) {
      const { variables, secret } = this.#given.get(place.host) ?? NONE;
      const text = withVariables(await place.initialState(), usable(variables), secret);
      state = this.#writeState('initial', text, null);
      this.#states.set(place.host, state);
    }
    return state;
  }

  #writeState(label: string, text: string, before: string | null): string {
    this.#count += 1;
    const file = join(this.#options.directory, `state-${label}-${this.#count}-${randomUUID()}`);
    this.#vault.keep(file, text, before, null);
    return file;
  }

  #originOf(state: string, { directory }: Attempt, { host }: Place): Origin {
    const step = stepOf(directory);
    const { named, values } = this.#vault.secrets;
    const known = JSON.stringify({
      named,
      values: values.map(bytesOf),
      withheld: [...this.#vault.withheldFrom(state)],
    });
    return {
      state: this.#vault.read(state).text,
      // What tells secrets apart if this process has died by then. As ASCII: any locale counts it alike.
      variables: host === null ? { __procs_known: known.replace(/[\x7f-\uffff]/g, escaped) } : {},
      sifter: host === null ? [process.execPath, SIFTER, state, step] : [],
      keep: (file, text) => this.#vault.keep(file, text, state, step),
    };
  }
}

/** As the directory of its attempt names it. */
function stepOf(directory: string): string {
  return basename(directory).replace(/^\d+-/, '');
}

/** Beside this file, compiled or not. */
const SIFTER = fileURLToPath(
  new URL(`sift-alone${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

function escaped(each: string): string {
  return `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

interface Given {
  readonly variables: ReadonlyMap<string, string>;
  readonly secret: ReadonlySet<string>;
}

const NONE: Given = { variables: new Map(), secret: new Set() };

function usable(variables: ReadonlyMap<string, string>): [string, string][] {
  return [...variables].filter(([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
}
