/** Follows a growing file and hands on its bytes as they come; never holds more than one chunk. */
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK = 64 * 1024;
const PAUSE = 30;

/** Until `done` aborts and all that was written before then was handed on. `take` keeps nothing of the bytes: the next ones lie in the same place. */
export async function follow(
  file: string,
  done: AbortSignal,
  take: (bytes: Buffer) => void | Promise<void>,
): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let position = 0;
    for (;;) {
      const last = done.aborted;
      // What a background child writes after the block's end belongs to nobody: not followed.
      const end = last ? (await handle.stat()).size : Number.POSITIVE_INFINITY;
      position = await drain(handle, buffer, position, end, take);
      if (last) return;
      await sleep(PAUSE, undefined, { signal: done }).catch(() => {});
    }
  } finally {
    await handle.close();
  }
}

async function drain(
  handle: FileHandle,
  buffer: Buffer,
  from: number,
  end: number,
  take: (bytes: Buffer) => void | Promise<void>,
): Promise<number> {
  let position = from;
  while (position < end) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK, end - position), position);
    if (bytesRead === 0) break;
    position += bytesRead;
    await take(buffer.subarray(0, bytesRead));
  }
  return position;
}
