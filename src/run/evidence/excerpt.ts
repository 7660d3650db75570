/** The head and tail of a file of output: enough to see what happened, however long it is. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface Excerpt {
  readonly head: string;
  /** Empty where the head is all. */
  readonly tail: string;
  /** Bytes between the two. */
  readonly omitted: number;
  readonly bytes: number;
  readonly file: string;
}

const MOST = 2048;

/** `null`: there is no such file any more, or the block had the terminal, or it wrote nothing. */
export function excerptOf(file: string | null): Excerpt | null {
  if (file === null) return null;
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return null;
    if (size <= 2 * MOST)
      return { head: read(descriptor, 0, size), tail: '', omitted: 0, bytes: size, file };
    return {
      head: read(descriptor, 0, MOST),
      tail: read(descriptor, size - MOST, MOST),
      omitted: size - 2 * MOST,
      bytes: size,
      file,
    };
  } finally {
    closeSync(descriptor);
  }
}

function read(descriptor: number, from: number, length: number): string {
  const buffer = Buffer.alloc(length);
  const count = readSync(descriptor, buffer, 0, length, from);
  return buffer.toString('utf8', 0, count);
}
