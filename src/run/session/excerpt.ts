/** The head and tail of a file of output: enough to see what happened, however long it is. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';

export const Excerpt = z.object({
  /** Not `head`: of that name the journal keeps a hash, unmasked. */
  opening: z.string(),
  /** Empty where the opening is all. */
  closing: z.string(),
  /** Bytes between the two. */
  omitted: z.int(),
  bytes: z.int(),
});
export type Excerpt = z.infer<typeof Excerpt>;

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
      return {
        opening: read(descriptor, 0, size).toString(),
        closing: '',
        omitted: 0,
        bytes: size,
      };
    const head = upToLineEnd(read(descriptor, 0, MOST));
    const tail = fromLineStart(read(descriptor, size - MOST, MOST));
    const omitted = size - head.length - tail.length;
    return { opening: head.toString(), closing: tail.toString(), omitted, bytes: size };
  } finally {
    closeSync(descriptor);
  }
}

/** Cut between lines where that can be: a value that is cut in two would pass unmasked. */
function upToLineEnd(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

function fromLineStart(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0x0a);
  return end < 0 || end === bytes.length - 1 ? bytes : bytes.subarray(end + 1);
}

function read(descriptor: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const count = readSync(descriptor, buffer, 0, length, from);
  return buffer.subarray(0, count);
}
