/** A verdict with what speaks for it. */
import type { Verdict } from '../../model/index.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** In words for a person. Not escaped: it may quote output. */
  readonly evidence: string;
}

export function passed(evidence: string): Judgement {
  return { verdict: 'passed', evidence };
}

export function failed(evidence: string): Judgement {
  return { verdict: 'failed', evidence };
}

export function unverified(evidence: string): Judgement {
  return { verdict: 'unverified', evidence };
}
