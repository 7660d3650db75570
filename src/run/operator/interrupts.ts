/** Ctrl-C and its kind: the first ends the block that runs, the second kills it. */

export class Interrupts {
  #soft = new AbortController();
  #hard = new AbortController();
  #running = false;
  #lent = false;
  #pending = false;
  #final = false;
  readonly #onIdle: () => void;

  /** `onIdle`: an interruption while no block runs. */
  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  /** `final`: the terminal goes away or the system ends us; there is nobody to ask afterwards. */
  interrupt(final = false): void {
    if (this.#lent && !final) return;
    this.#pending = true;
    this.#final ||= final;
    if (!this.#running) this.#onIdle();
    else if (this.#soft.signal.aborted) this.#hard.abort();
    else this.#soft.abort();
  }

  /** Since the last {@link clear}. */
  get pending(): boolean {
    return this.#pending;
  }

  get final(): boolean {
    return this.#final;
  }

  clear(): void {
    this.#pending = false;
  }

  /**
   * Signals for one block. An interruption that came just before counts for it. `hasTerminal`: its keys
   * are its own, Ctrl-C among them, which the terminal sends to the block and to us alike.
   */
  async during<T>(
    work: (signals: { interrupt: AbortSignal; kill: AbortSignal }) => Promise<T>,
    hasTerminal = false,
  ): Promise<T> {
    this.#soft = new AbortController();
    this.#hard = new AbortController();
    this.#lent = hasTerminal;
    if (this.#pending) this.#soft.abort();
    this.#running = true;
    try {
      return await work({ interrupt: this.#soft.signal, kill: this.#hard.signal });
    } finally {
      this.#lent = false;
      this.#running = false;
    }
  }
}
