/** Who answers what only a person can: at a terminal, or nobody. */

import type { Words } from '../words/words.ts';

export type Attestation =
  | { readonly answer: 'yes' | 'no'; readonly by: string }
  /** Nobody could say. */
  | { readonly answer: 'unknown' };

export interface Choice {
  readonly key: string;
  readonly label: string;
  /** What `?` says of it. */
  readonly help?: string;
  /** Other keys for the same. */
  readonly also?: readonly string[];
}

/** Questions are plain text, not yet escaped for a terminal. */
export interface Operator {
  /** Somebody is there. */
  readonly attended: boolean;
  /** There is a terminal, which {@link lend} can hand on. */
  readonly terminal: boolean;
  /** May this be done? */
  confirm(question: string): Promise<boolean>;
  /** May this be done, though it is no part of the plan? Never answered by `--yes`. */
  sure(question: string): Promise<boolean>;
  /** Is this so? */
  attest(question: string): Promise<Attestation>;
  /** `unattended`: what nobody would choose. */
  choose(question: string, choices: readonly Choice[], unattended: string): Promise<string>;
  /** A value. @throws {StopRun} where nobody is there */
  ask(question: string, options: { secret: boolean }): Promise<string>;
  /** Something else has the terminal while `work` goes on; afterwards it is as it was. */
  lend<T>(work: () => Promise<T>): Promise<T>;
  /** Lets the operator change a file. `false`: there is no editor, or it failed. */
  edit(file: string): Promise<boolean>;
}

/** Ends the run, now, resumable: the operator wants that, or went away. */
export class StopRun extends Error {
  override name = 'StopRun';
  readonly status: 1 | 4 | 130;

  constructor(status: 1 | 4 | 130, reason: string) {
    super(reason);
    this.status = status;
  }
}

/**
 * Nobody is there. `yes`: gates may be passed; that never says that anything is so. `attestAs`: a
 * person who vouched for everything in advance, by name, in the command.
 */
export function unattended({
  yes,
  attestAs,
  words,
}: {
  yes: boolean;
  attestAs: string | null;
  words: Words;
}): Operator {
  return {
    attended: false,
    terminal: false,
    sure: async () => false,
    lend: (work) => work(),
    edit: async () => false,
    confirm: async () => yes,
    attest: async () =>
      attestAs === null
        ? { answer: 'unknown' }
        : { answer: 'yes', by: words.attest.inAdvance(attestAs) },
    choose: async (_question, _choices, fallback) => fallback,
    ask: async (question) => {
      throw new StopRun(4, words.run.nobody(question));
    },
  };
}
