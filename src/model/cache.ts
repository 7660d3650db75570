/** Keeps what was worked out under a key made of all that it depends on. Losing it costs time, nothing else. */
import { createHash } from 'node:crypto';

export interface Cache {
  /**
   * What was kept, parsed; `null` where nothing was, or what was is damaged.
   *
   * @param part of what is kept under one key, such as all that is known of one document.
   */
  get(key: string, part?: string): unknown;
  /** Keeps a value that JSON can hold. A disk that is full or not ours is no reason to fail. */
  set(key: string, value: unknown, part?: string): void;
}

export const noCache: Cache = { get: () => null, set: () => {} };

/** A key of everything that a value depends on, but for procs itself: a cache belongs to one build of it. */
export function cacheKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
