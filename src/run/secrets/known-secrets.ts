/** The secrets that one run has come to know, and what masks them from then on. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRedactor, type Redactor } from '../redact.ts';
import { environmentSecrets } from './environment.ts';
import { type NamedSecret, redactorOfBytes, type StateSecrets } from './state-secrets.ts';

/** Beside the journal while a run goes on, so that what a dead one left is known: see `leftovers.ts`. */
export const UNMASKED = 'unmasked';

export class KnownSecrets {
  readonly #values: Set<string>;
  #redactor: Redactor;
  #bytes: Redactor | null = null;
  #version = 0;
  readonly #named = new Map<string, string>();
  #file: string | null = null;

  constructor(env: NodeJS.ProcessEnv) {
    this.#values = new Set(environmentSecrets(env));
    this.#redactor = createRedactor([...this.#values]);
    for (const [name, value = ''] of Object.entries(env)) {
      if (environmentSecrets({ [name]: value }).length > 0) this.name(`environment ${name}`, value);
    }
  }

  /** Where a value of the run comes from, so that it can be asked for there again. */
  name(from: string, value: string): void {
    this.#named.set(from, Buffer.from(value, 'utf8').toString('latin1'));
    this.#version += 1;
  }

  /** What no state file may hold. */
  readonly forStates: StateSecrets = ((self: KnownSecrets) => ({
    get redactor() {
      return self.#forBytes();
    },
    get named() {
      return [...self.#named].map(([from, value]): NamedSecret => ({ from, value }));
    },
    get version() {
      return self.#version;
    },
    get values() {
      return self.values;
    },
    add: (...values: readonly string[]) => self.add(...values),
  }))(this);

  #forBytes(): Redactor {
    this.#bytes ??= redactorOfBytes(this.values);
    return this.#bytes;
  }

  get values(): readonly string[] {
    return [...this.#values];
  }

  get redactor(): Redactor {
    return this.#redactor;
  }

  add(...values: readonly string[]): void {
    const fresh = values.filter((value) => value !== '' && !this.#values.has(value));
    if (fresh.length === 0) return;
    for (const value of fresh) this.#values.add(value);
    this.#bytes = null;
    this.#version += 1;
    this.#redactor = createRedactor([...this.#values]);
  }

  /** Says beside the journal, without any value, that output of this run may not be masked yet. */
  watchOver(directory: string): void {
    this.#file = join(directory, UNMASKED);
    writeFileSync(this.#file, '', { mode: 0o600 });
  }

  /** It is. */
  forget(): void {
    if (this.#file !== null) rmSync(this.#file, { force: true });
    this.#file = null;
  }
}
