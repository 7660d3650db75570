/** What must not stand in a state file, and where each value can be had from again. */
import { createRedactor, type Redactor } from '../redact.ts';

/** A value that is given to a run from outside, and can be given to it again. */
export interface NamedSecret {
  /** `parameter NAME`, `environment NAME`. */
  readonly from: string;
  /** As the string of its bytes (latin1). */
  readonly value: string;
}

export interface StateSecrets {
  /** For strings of bytes. Of values that are too short to be told from other text only {@link named} says anything. */
  readonly redactor: Redactor;
  readonly named: readonly NamedSecret[];
  /** Another one whenever they changed. */
  readonly version: number;
  /** All that is known, for a process that goes on when this one has died. */
  readonly values: readonly string[];
  /** Values that were found in a state, masked from here on. */
  add(...values: readonly string[]): void;
}

/** Values that are shorter stand in other text by chance. */
export const SHORTEST = 6;

export function redactorOfBytes(values: readonly string[]): Redactor {
  return createRedactor(
    values.filter((value) => value.length >= SHORTEST),
    (form) => Buffer.from(form, 'utf8').toString('latin1'),
  );
}

/** `named`: strings of bytes; `values`: texts. */
export function fixedSecrets(
  named: readonly NamedSecret[] = [],
  values: readonly string[] = [],
): StateSecrets {
  let redactor = redactorOfBytes(values);
  const all = [...values];
  let version = 0;
  return {
    get redactor() {
      return redactor;
    },
    get version() {
      return version;
    },
    named,
    values: all,
    add(...more) {
      const fresh = more.filter((each) => !all.includes(each));
      if (fresh.length === 0) return;
      all.push(...fresh);
      redactor = redactorOfBytes(all);
      version += 1;
    },
  };
}
