/** A private place for the sockets of a shared connection, with a name that is short enough for one. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name of a Unix socket has room for 108 bytes, and ssh wants 17 of them while it makes it. */
const LONGEST = 85;
/** ssh expands `%`, `~` and `$` in the name. */
const PLAIN = /^[A-Za-z0-9_./-]+$/;

export class SocketFolder {
  readonly #folder: string;
  #count = 0;

  /** In `directory` where its name allows that. @throws where it cannot be made */
  constructor(directory: string) {
    const own = join(directory, `ssh-${randomUUID().slice(0, 8)}`);
    if (own.length + 4 <= LONGEST && PLAIN.test(own)) {
      mkdirSync(own, { recursive: true, mode: 0o700 });
      this.#folder = own;
      return;
    }
    const temporary = tmpdir();
    const usable = temporary.length + 18 <= LONGEST && PLAIN.test(temporary);
    this.#folder = mkdtempSync(join(usable ? temporary : '/tmp', 'procs-'));
  }

  /** Absolute; not used before. */
  next(): string {
    this.#count += 1;
    return join(this.#folder, `${this.#count}`);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
