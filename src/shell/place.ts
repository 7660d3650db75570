/** Where a node of the syntax tree stands, and what a walk over it notes down. */
import type { ShellAnalysis, ShellCommand, ShellRange, ShellScope } from './analysis.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** What a walk notes down. */
export type Notes = Mutable<Omit<ShellAnalysis, 'syntaxError'>> & {
  errors: (ShellRange & { message: string })[];
};

/** One shell process: what it has been told so far that changes the meaning of a later failure. */
export interface Process {
  /** It may have ended with 0 before what follows. */
  left: boolean;
  /** `set +e`, `set +o pipefail`, a trap that exits. */
  lenient: boolean;
  /** Hosts that `ssh HOST` lines went to. */
  readonly hosts: string[];
}

/** Where a node stands. */
export interface Place {
  readonly code: string;
  /** From an offset of the text that was parsed to the range in the code. */
  readonly at: (start: number, end: number) => ShellRange;
  readonly guarded: boolean;
  readonly topLevel: boolean;
  /** Whether a failure stops the list that it stands in. */
  readonly errexit: boolean;
  /** Whether a pipeline fails with any of its members. */
  readonly pipefail: boolean;
  readonly background: boolean;
  readonly via: readonly string[];
  readonly process: Process;
  /** Whether its variables are this shell's. */
  readonly own: boolean;
  /** Whether expansions are still to be looked into: the outer shell did so in a double-quoted script. */
  readonly expansions: boolean;
  readonly depth: number;
  readonly inFunction: boolean;
  /** Whether what reads its output may leave before it has ended. */
  readonly cutOff: boolean;
  /** The shells inside the block that it stands in. */
  readonly within: readonly ShellScope[];
}

/** The same place, in a shell of its own that starts there. Deeper ones are not told apart. */
export function inside(place: Place, kind: ShellScope['kind'], from: number): Place {
  if (place.within.length >= MAX_SCOPES) return place;
  return { ...place, within: [...place.within, { kind, start: place.at(from, from).start }] };
}

const MAX_SCOPES = 32;

export type Position = ShellCommand['pipeline'];
