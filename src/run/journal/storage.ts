/** What a disk answers that takes no more, told apart from mistakes of our own. */
import { statfsSync } from 'node:fs';

const CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO']);

/** Less than that is as good as nothing: a line of the journal may be longer. */
const LITTLE = 64 * 1024;

/** Why something could not be written, in the system's words; `null`: it is an error of another kind. */
export function storageFailure(error: unknown): string | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'string' || !CODES.has(code)) return null;
  return typeof message === 'string' ? message : code;
}

/** Whether next to nothing can be written there any more. */
export function isFull(directory: string): boolean {
  try {
    const { bavail, bfree, bsize, blocks } = statfsSync(directory);
    // What is kept back is kept for root.
    const free = process.getuid?.() === 0 ? bfree : bavail;
    // Of what has no size of its own nothing can be said.
    return blocks > 0 && free * bsize < LITTLE;
  } catch {
    return false;
  }
}
