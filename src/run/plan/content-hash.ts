/** A hash of what a step or an action says, by which a run knows it again. */
import { createHash } from 'node:crypto';
import type { Action, Step } from '../../model/index.ts';

/** Hash of what a step says, without where it says it: it moves with the text around it. */
export function contentHash(content: Step | Action): string {
  const text = JSON.stringify(content, (key, value) => (PLACES.has(key) ? undefined : value));
  return createHash('sha256').update(text).digest('hex');
}

const PLACES: ReadonlySet<string> = new Set(['span', 'codeSpan', 'line']);
