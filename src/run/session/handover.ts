/**
 * Takes over the states that blocks on this machine leave, without a file in between. A block hands its
 * state over in a named pipe once it has ended, and waits until it is told that the state is kept; when
 * nobody listens any more the pipe itself tells it, and it sees to its state alone (see `sift-alone.ts`).
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Keep } from './place.ts';
import { MARK } from './units.ts';

export class Handover {
  /** Named pipes: states come through the one, answers go through the other. */
  readonly give: string;
  readonly take: string;
  readonly #listener: Socket;
  readonly #answers: number;
  readonly #expected = new Map<string, Keep>();
  #held = '';

  private constructor(give: string, take: string) {
    this.give = give;
    this.take = take;
    // For reading and writing: while this process lives, each has both ends.
    const both = constants.O_RDWR | constants.O_NONBLOCK;
    this.#answers = openSync(take, both);
    this.#listener = new Socket({ fd: openSync(give, both), readable: true, writable: false });
    this.#listener.setEncoding('latin1');
    this.#listener.on('data', (text: string) => this.#hear(text));
    this.#listener.on('error', () => {});
    this.#listener.unref();
  }

  /** @throws where the directory takes no named pipes */
  static async open(directory: string): Promise<Handover> {
    const [give, take] = ['give', 'take'].map((name) => join(directory, `${name}-${randomUUID()}`));
    await promisify(execFile)('mkfifo', ['-m', '600', give!, take!]);
    return new Handover(give!, take!);
  }

  /** What the block with this cookie hands over, as often as it does: the last time counts. */
  expect(cookie: string, keep: Keep): void {
    this.#expected.set(cookie, keep);
    this.#listener.ref();
  }

  /** It has ended. */
  forget(cookie: string): void {
    this.#expected.delete(cookie);
    if (this.#expected.size === 0) this.#listener.unref();
  }

  close(): void {
    this.#listener.destroy();
    closeSync(this.#answers);
    for (const each of [this.give, this.take]) rmSync(each, { force: true });
  }

  #hear(text: string): void {
    this.#held += text;
    if (!this.#held.endsWith('\n')) return;
    const last = this.#held.slice(this.#held.lastIndexOf(MARK));
    if (!last.startsWith(END)) return;
    const cookie = last.slice(END.length, -1);
    const keep = this.#expected.get(cookie);
    // More of it is to come, or nobody waits for it.
    if (keep === undefined) return;
    const held = this.#held;
    this.#held = '';
    // A block that was killed while it spoke leaves half a state in front.
    const state = handedOver(held, cookie);
    if (state === null) return;
    let answer = 'kept';
    try {
      keep(state, held);
    } catch {
      answer = 'lost';
    }
    writeSync(this.#answers, `${cookie} ${answer}\n`);
  }
}

const END = `${MARK}end `;

/** What the driver printed as a state (see `__procs_emit`), as a state text; `null`: it is not whole. */
export function handedOver(printed: string, cookie: string): string | null {
  const begin = `${MARK}begin ${cookie}\n`;
  const end = `${END}${cookie}\n`;
  const from = printed.lastIndexOf(begin);
  if (from < 0 || !printed.endsWith(end)) return null;
  return printed.slice(from + begin.length, printed.length - end.length);
}
