/** One connection to a host, shared by all that is done there: OpenSSH's own multiplexing, on a private socket. */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionFailure, failureOf, isWithoutSession, withoutSession } from './failure.ts';
import { BASH, type ScriptName, scriptText } from './scripts.ts';
import { SocketFolder } from './socket.ts';
import { spawnMaster, spawnSession, tellMaster } from './ssh.ts';
import { behind, collect, exitOf, seen } from './streams.ts';
import type { Target } from './target.ts';

export interface ConnectionOptions {
  /** As the document names it. */
  readonly host: string;
  readonly target: Target;
  /** The operator's: ssh finds his agent there. */
  readonly env: NodeJS.ProcessEnv;
  /** Only for the user: sockets go there, where its name is not too long for one. */
  readonly directory: string;
  /** Somebody is at the terminal, so ssh may ask there when told so; what it says goes to `say`. */
  readonly terminal: { readonly say: (text: string) => void } | null;
  /** How long a connection that went away is tried to be had again: milliseconds. */
  readonly patience: number;
}

const NEVER = new AbortController().signal;

type Values = Readonly<Record<string, string | number>>;

export class Connection {
  readonly options: ConnectionOptions;
  #folder: SocketFolder | null = null;
  #socket: string | null = null;
  /** A session that holds the connection while this process lives, and whose end tells that it went away. */
  #keeper: ChildProcess | null = null;
  #opening: Promise<void> | null = null;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  get host(): string {
    return this.options.host;
  }

  /** It was opened, and as far as is known it stands. */
  get isOpen(): boolean {
    return this.#keeper !== null && isRunning(this.#keeper);
  }

  /**
   * Opens the connection where it is not open. `mayAsk`: the terminal is free for ssh's questions.
   * @throws {ConnectionFailure}
   */
  open(mayAsk = false): Promise<void> {
    if (this.isOpen) return Promise.resolve();
    this.#opening ??= this.#open(mayAsk ? this.options.terminal : null).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Tries to have a connection again that went away, for as long as patience lasts. */
  async reopen(giveUp: AbortSignal): Promise<boolean> {
    const deadline = performance.now() + this.options.patience;
    // The end of its keeper may not have been heard of yet.
    const socket = this.#socket;
    const stands = await this.#tell('check');
    // Another block of this host may have had it again meanwhile.
    if (!stands && socket === this.#socket) this.#keeper = null;
    for (let pause = 200; !giveUp.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        await this.open();
        return true;
      } catch (error) {
        if (!(error instanceof ConnectionFailure)) throw error;
        if (performance.now() + pause > deadline) return false;
        await sleep(pause, undefined, { signal: giveUp }).catch(() => {});
      }
    }
    return false;
  }

  /** Starts scripts on the host. What they print begins behind the marker: login scripts may print before it. */
  start(names: readonly ScriptName[], values: Values): { child: ChildProcess; marker: string } {
    const marker = `procs-${randomUUID()}`;
    const child = this.#session(BASH, false);
    child.stdin!.on('error', () => {
      // It ended before it had read all: its exit status tells.
    });
    child.stdin!.write(scriptText(names, { ...values, marker }));
    return { child, marker };
  }

  /** Runs a command with the real terminal. */
  startAtTerminal(command: string): ChildProcess {
    return this.#session(command, true);
  }

  /**
   * Runs scripts to their end and answers what they printed behind the marker.
   * @throws {ConnectionFailure} where the connection went away, or they did not end with 0
   */
  async ask(
    names: readonly ScriptName[],
    values: Values,
    input: string | Buffer = '',
  ): Promise<Buffer> {
    const { child, marker } = this.start(names, values);
    child.stdin!.end(input);
    const [out, said, code] = await Promise.all([
      collect(child.stdout!),
      collect(child.stderr!),
      exitOf(child),
    ]);
    const answer = behind(marker, out);
    if (code === 0 && answer !== null) return answer;
    const words = said.toString('utf8');
    if (isWithoutSession(words)) throw withoutSession(this.host, words);
    if (code === 255 || code === null || !(await this.#tell('check')))
      throw new ConnectionFailure('dropped', `the connection to ${this.host} went away`);
    const last = words.trim().split('\n').at(-1);
    throw new ConnectionFailure(
      'other',
      `${this.host} cannot be used: ${last || `a script of procs ended with ${code} there`}`,
    );
  }

  /** Tries what needs the connection, again where that went away meanwhile. @throws {ConnectionFailure} */
  async insist<T>(work: () => Promise<T>): Promise<T> {
    for (let round = 1; ; round++) {
      try {
        await this.open();
        return await work();
      } catch (error) {
        const isDropped = error instanceof ConnectionFailure && error.kind === 'dropped';
        if (!isDropped || round > 5 || !(await this.reopen(NEVER))) throw error;
      }
    }
  }

  /** Has what an attempt left on the host removed, some time soon. */
  discard(cookie: string): void {
    if (this.isOpen) this.#keeper!.stdin!.write(`${cookie}\n`);
  }

  /** Closes it; what is to be removed is removed first. Blocks that still run there go on. */
  async close(): Promise<void> {
    const keeper = this.#keeper;
    this.#keeper = null;
    if (keeper !== null && isRunning(keeper)) {
      const gone = exitOf(keeper);
      keeper.stdin!.end();
      await Promise.race([gone, sleep(5000, undefined, { ref: false })]);
    }
    await this.#tell('exit');
    this.#socket = null;
    this.#folder?.remove();
    this.#folder = null;
  }

  async #open(terminal: ConnectionOptions['terminal']): Promise<void> {
    const { host, target, env, directory } = this.options;
    await this.#tell('exit');
    this.#folder ??= new SocketFolder(directory);
    this.#socket = this.#folder.next();
    const child = spawnMaster(this.#socket, target, env, terminal !== null);
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-20_000);
      terminal?.say(text.replaceAll('\r', ''));
    });
    const closed = new Promise((resolve) => child.stderr!.once('close', resolve));
    const code = await exitOf(child);
    // Its last words may come after its end; in the background an older ssh holds the pipe for ever.
    await Promise.race([closed, sleep(code === 0 ? 0 : 2000, undefined, { ref: false })]);
    child.stderr!.destroy();
    if (code === 'no-ssh')
      throw new ConnectionFailure(
        'no-ssh',
        `${host} cannot be used: ssh could not be started here`,
      );
    if (code !== 0) throw failureOf(host, said, terminal !== null);
    await this.#keep();
  }

  async #keep(): Promise<void> {
    const { child, marker } = this.start(['keeper'], {});
    let said = '';
    child.stderr!.on('data', (bytes) => {
      said = `${said}${bytes}`.slice(-20_000);
    });
    if (!(await seen(marker, child.stdout!))) {
      await this.#tell('exit');
      throw withoutSession(this.host, said);
    }
    child.stdout!.resume();
    this.#keeper = child;
  }

  #session(command: string, terminal: boolean): ChildProcess {
    const { target, env } = this.options;
    return spawnSession(this.#socket ?? '/nowhere', target, env, command, terminal);
  }

  async #tell(what: 'check' | 'exit'): Promise<boolean> {
    const { target, env } = this.options;
    return this.#socket !== null && tellMaster(this.#socket, target, env, what);
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
