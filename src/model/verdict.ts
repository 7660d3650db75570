/** A verdict: how an action, step, stage or run ended, with the evidence for it. */
import { z } from 'zod';

/** Only a checked or attested outcome is `passed`. */
export const Verdict = z.enum(['passed', 'failed', 'unverified', 'skipped']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * The verdict of a whole from those of its parts: any failure fails it; else anything unverified
 * leaves it unverified; else it passed if any part did; a whole of skipped parts was skipped.
 * A whole without parts verified nothing.
 */
export function combineVerdicts(parts: readonly Verdict[]): Verdict {
  if (parts.includes('failed')) return 'failed';
  if (parts.includes('unverified')) return 'unverified';
  if (parts.includes('passed')) return 'passed';
  return parts.length > 0 ? 'skipped' : 'unverified';
}
