/** A verdict with what speaks for it. */

import type { Verdict } from '../../model/index.ts';
import type { enJudge } from '../words/en-judge.ts';

/** In which a judgement is put. */
export type JudgeWords = typeof enJudge;

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
