/** What the contract says of one behaviour: blocks of one session, and what its last block comes to. */
import type { Verdict } from '../../../src/model/index.ts';
import type { Block } from '../../../src/run/session/attempt.ts';
import type { Ending, Outcome } from '../../../src/run/session/outcome.ts';

export interface Behaviour {
  readonly name: string;
  /** All but the last must pass, unless they stand in `spoilt`. */
  readonly blocks: readonly (string | (Partial<Block> & { readonly code: string }))[];
  readonly expect: Expected;
  /** Blocks, counted from 0, that may end in any way: it is about what comes after them. */
  readonly spoilt?: readonly number[];
  /** The last block is interrupted when its output holds this; `hard`: and killed. */
  readonly interruptAt?: string;
  readonly hard?: boolean;
  /** Only on this machine, and why. */
  readonly local?: string;
  /** A program that must be there. */
  readonly needs?: string;
}

export interface Expected {
  readonly verdict: Verdict;
  readonly out?: string | RegExp;
  readonly err?: string | RegExp;
  readonly ending?: Ending | Ending['kind'];
  readonly status?: number;
  readonly end?: Outcome['end'];
  /** Line of the document, counted from 1 within the block, that the failure is put down to. */
  readonly line?: number;
  readonly command?: string;
  /** Whether its state can go to the next block. */
  readonly state?: 'kept' | 'none';
  readonly note?: RegExp;
  /** What is said for the verdict. */
  readonly evidence?: RegExp;
}

/** Passes and prints this. */
export function prints(out: string | RegExp, more: Partial<Expected> = {}): Expected {
  return { verdict: 'passed', out, ...more };
}

/** Fails with this status on this line of the block. */
export function fails(status: number, line?: number, more: Partial<Expected> = {}): Expected {
  return {
    verdict: 'failed',
    status,
    state: 'none',
    ...(line === undefined ? {} : { line }),
    ...more,
  };
}

/** `[name, blocks, what the last comes to]` */
export type Row = readonly [
  name: string,
  blocks: Behaviour['blocks'],
  expect: Expected,
  more?: Partial<Behaviour>,
];

export function behaviours(rows: readonly Row[]): Behaviour[] {
  return rows.map(([name, blocks, expect, more]) => ({ name, blocks, expect, ...more }));
}
