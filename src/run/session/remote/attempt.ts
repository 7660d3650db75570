/** One attempt on a host: sent, started, followed over connections that may break, ended, fetched. */
import type { ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt } from '../attempt.ts';
import type { Exit, Launch, Running } from '../place.ts';
import { bundle, keepFetched, remoteDirectory, type Standing } from './bundle.ts';
import type { Connection } from './connection.ts';
import { endRemoteTree } from './end.ts';
import { ConnectionFailure } from './failure.ts';
import { exitOfAttempt, fetchAttempt, lost } from './fetch.ts';
import { append, exitOf } from './streams.ts';

/** Starts a block. It runs on whatever becomes of the connection, and its output is taken up where it was. */
export function startAttempt(connection: Connection, launch: Launch): Running {
  const follower = new Follower(connection, launch.attempt, launch.keep);
  const exit = follower.start(launch);
  const end: Running['end'] = (...how) => follower.end(...how);
  return { exit, began: follower.began, notes: () => follower.notes, end };
}

/** Takes up a block that an earlier process started, until it has ended. */
export function resumeAttempt(
  connection: Connection,
  attempt: Attempt,
  keep: Launch['keep'],
): Running {
  const follower = new Follower(connection, attempt, keep);
  const exit = follower.resume();
  return { exit, notes: () => follower.notes, end: (...how) => follower.end(...how) };
}

class Follower {
  readonly notes: string[] = [];
  readonly #connection: Connection;
  readonly #attempt: Attempt;
  readonly #keep: Launch['keep'];
  readonly #giveUp = new AbortController();
  /** Times in a row that the connection was there and nothing came of it. */
  #vain = 0;
  /** It is known to have been started, or that it will not be. */
  readonly #settled = Promise.withResolvers<void>();

  constructor(connection: Connection, attempt: Attempt, keep: Launch['keep']) {
    this.#connection = connection;
    this.#keep = keep;
    this.#attempt = attempt;
  }

  get began(): Promise<void> {
    return this.#settled.promise;
  }

  async start(launch: Launch): Promise<Exit> {
    try {
      await this.#connection.open();
      const files = await bundle(launch);
      return (await this.#launch(files)) ?? (await this.#follow('fetch'));
    } catch (error) {
      return { kind: 'not-started', reason: reasonOf(error) };
    } finally {
      this.#settled.resolve();
    }
  }

  async resume(): Promise<Exit> {
    this.#settled.resolve();
    try {
      await this.#connection.open();
      return await this.#follow('attend');
    } catch (error) {
      return { kind: 'lost', reason: reasonOf(error) };
    }
  }

  async end(grace: number, hurry?: AbortSignal): Promise<readonly string[]> {
    await this.#settled.promise;
    const { cookie } = this.#attempt;
    try {
      await this.#connection.open();
      return await endRemoteTree(this.#connection, cookie, grace, hurry);
    } catch (error) {
      reasonOf(error);
      this.#giveUp.abort();
      return [
        `its processes on ${this.#connection.host} could not be ended, for the connection is gone: there they bear PROCS_BLOCK=${cookie} in their environment`,
      ];
    }
  }

  /** `null`: it was started, or may have been. */
  async #launch(files: Buffer): Promise<Exit | null> {
    const { host } = this.#connection;
    const { cookie } = this.#attempt;
    const scripts = ['alive', 'upload', 'pipes', 'launch', 'attend'] as const;
    const values = { directory: remoteDirectory(cookie), cookie, out: 0, err: 0 };
    const { child, marker } = this.#connection.start(scripts, values);
    child.stdin!.write(files);
    const { code } = await this.#copy(child, marker);
    if (code === 0 || code === 255 || code === null) return null;
    const reason =
      code === 71 || code === 72 || code === 73
        ? `its files could not be written to /tmp on ${host}`
        : `${host} could not run it (${code})`;
    return { kind: 'not-started', reason };
  }

  async #follow(first: 'attend' | 'fetch'): Promise<Exit> {
    const { directory, cookie } = this.#attempt;
    for (let next = first; ; next = 'attend') {
      try {
        if (next === 'attend') await this.#attend();
        const { standing, files } = await fetchAttempt(this.#connection, cookie);
        if (standing.kind === 'running') continue;
        if (standing.kind !== 'ended') return lost(standing.kind, this.#connection.host);
        this.#vain = 0;
        if (!(await this.#isWhole(standing))) continue;
        await keepFetched(this.#attempt, files, this.#keep);
        this.#connection.discard(cookie);
        return await exitOfAttempt(directory, standing.status);
      } catch (error) {
        const gone = await this.#tryAgain(error);
        if (gone !== null) return gone;
      }
    }
  }

  async #tryAgain(error: unknown): Promise<Exit | null> {
    const { host } = this.#connection;
    const reason = reasonOf(error);
    if ((error as ConnectionFailure).kind !== 'dropped') return { kind: 'lost', reason };
    const at = new Date();
    this.#vain += 1;
    if (this.#vain > 20 || !(await this.#connection.reopen(this.#giveUp.signal)))
      return {
        kind: 'lost',
        reason: `the connection to ${host} went away and could not be had again`,
      };
    if (this.#vain > 1) return null;
    const seconds = Math.round((Date.now() - at.getTime()) / 1000);
    this.notes.push(
      `the connection to ${host} broke at ${at.toISOString()} and was there again after ${seconds} s; the block ran on meanwhile`,
    );
    return null;
  }

  /** @throws {ConnectionFailure} where the connection broke */
  async #attend(): Promise<void> {
    const { child, marker } = this.#connection.start(['alive', 'attend'], {
      directory: remoteDirectory(this.#attempt.cookie),
      out: await this.#have('stdout'),
      err: await this.#have('stderr'),
    });
    const { code, begun } = await this.#copy(child, marker);
    if (code !== 0 || !begun)
      throw new ConnectionFailure('dropped', `the connection to ${this.#connection.host} broke`);
  }

  async #copy(
    child: ChildProcess,
    marker: string,
  ): Promise<{ code: number | string | null; begun: boolean }> {
    const { directory } = this.#attempt;
    let begun = false;
    const onBegin = () => {
      begun = true;
      this.#settled.resolve();
    };
    const [code] = await Promise.all([
      exitOf(child),
      append(child.stdout!, marker, join(directory, 'stdout'), onBegin),
      append(child.stderr!, marker, join(directory, 'stderr'), () => {}),
    ]);
    child.stdin!.destroy();
    return { code, begun };
  }

  /** Whether all that it printed up to its end has come. */
  async #isWhole({ stdout, stderr }: Extract<Standing, { kind: 'ended' }>): Promise<boolean> {
    return (await this.#have('stdout')) >= stdout && (await this.#have('stderr')) >= stderr;
  }

  async #have(name: 'stdout' | 'stderr'): Promise<number> {
    const { size } = await stat(join(this.#attempt.directory, name)).catch(() => ({ size: 0 }));
    return size;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ConnectionFailure) return error.message;
  throw error;
}
