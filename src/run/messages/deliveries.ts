/** Messages on their way: one attempt is waited for, further ones go on beside the run, so that none can hold it up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Posted, post } from './webhook.ts';

export interface Message {
  readonly url: string;
  readonly text: string;
  /** Told of each attempt, as it ends. */
  readonly onAttempt: (attempt: number, posted: Posted) => void;
}

export class Deliveries {
  readonly #waits: readonly number[];
  readonly #timeout: number;
  readonly #stop = new AbortController();
  readonly #open = new Set<Promise<void>>();

  /** `waits`: milliseconds before each further attempt. `timeout`: of one attempt. */
  constructor({ waits = [2000, 8000, 30_000], timeout = 5000 } = {}) {
    this.#waits = waits;
    this.#timeout = timeout;
  }

  /** Answers after the first attempt; where that failed and another may succeed, goes on beside the run. */
  async send(message: Message): Promise<Posted> {
    const first = await this.#attempt(message, 1);
    if (first.delivered || !first.again) return first;
    const rest = this.#goOn(message).finally(() => this.#open.delete(rest));
    this.#open.add(rest);
    return first;
  }

  /** Waits for what is still on its way, no longer than `limit` milliseconds; the rest is given up. */
  async end(limit: number): Promise<void> {
    if (this.#open.size > 0)
      await Promise.race([Promise.all(this.#open), sleep(limit, undefined, { ref: false })]);
    this.#stop.abort();
    await Promise.all(this.#open);
  }

  async #goOn(message: Message): Promise<void> {
    for (const [index, wait] of this.#waits.entries()) {
      try {
        await sleep(wait, undefined, { signal: this.#stop.signal });
      } catch {
        return;
      }
      const posted = await this.#attempt(message, index + 2);
      if (posted.delivered || !posted.again) return;
    }
  }

  async #attempt({ url, text, onAttempt }: Message, attempt: number): Promise<Posted> {
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(this.#timeout)]);
    const posted = await post(url, text, signal);
    onAttempt(attempt, posted);
    return posted;
  }
}
