/** Follows a growing file and hands on its bytes as they come; never holds more than one chunk. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

const CHUNK = 64 * 1024;
const PAUSE = 30;

/**
 * Until `done` aborts and all that was written before then was handed on. `take` keeps nothing of the
 * bytes: the next ones lie in the same place. What lies in the kernel's memory is read at once: a
 * thread for each small piece would cost more than the piece.
 */
export async function follow(
  file: string,
  done: AbortSignal,
  take: (bytes: Buffer) => void | Promise<void>,
): Promise<void> {
  const descriptor = openSync(file, 'r');
  try {
    let buffer: Buffer | null = null;
    let position = 0;
    for (;;) {
      const last = done.aborted;
      const { size } = fstatSync(descriptor);
      // What a background child writes after the block's end belongs to nobody: not followed.
      const end = last ? size : Number.POSITIVE_INFINITY;
      if (size > position) {
        buffer ??= Buffer.allocUnsafe(CHUNK);
        position = await drain(descriptor, buffer, position, end, take);
      }
      if (last) return;
      await pause(done);
    }
  } finally {
    closeSync(descriptor);
  }
}

async function drain(
  descriptor: number,
  buffer: Buffer,
  from: number,
  end: number,
  take: (bytes: Buffer) => void | Promise<void>,
): Promise<number> {
  let position = from;
  while (position < end) {
    const length = readSync(descriptor, buffer, 0, Math.min(CHUNK, end - position), position);
    if (length === 0) break;
    position += length;
    await take(buffer.subarray(0, length));
    // Timeouts and keys have their turn, however much there is.
    if (length === CHUNK) await turn();
  }
  return position;
}

/** Ends early with `done`. */
function pause(done: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (done.aborted) return resolve();
    const over = (): void => {
      clearTimeout(timer);
      done.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, PAUSE);
    done.addEventListener('abort', over);
  });
}
