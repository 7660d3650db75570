/** Output that nobody will see but for its end: counted, and forgotten but for its last part. */
import type { Stream } from './block-output.ts';

export interface Unread {
  readonly lines: number;
  take(stream: Stream, bytes: Buffer): void;
  /** What is kept, oldest first; it may begin inside a line. */
  last(): readonly (readonly [Stream, Buffer])[];
}

interface Part {
  readonly stream: Stream;
  readonly store: Buffer;
  length: number;
}

const SIZE = 64 * 1024;
const MOST = 16;

/** Its memory is made once and used again and again: left to the collector, a gigabyte would pile up. */
export function unread(): Unread {
  let lines = 0;
  const parts: Part[] = [];
  const place = (stream: Stream, length: number): Part => {
    const last = parts.at(-1);
    if (last !== undefined && last.stream === stream && last.length + length <= SIZE) return last;
    const store = parts.length < MOST ? Buffer.allocUnsafe(SIZE) : parts.shift()!.store;
    const part = { stream, store, length: 0 };
    parts.push(part);
    return part;
  };
  return {
    get lines() {
      return lines;
    },
    take(stream, bytes) {
      for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
      const from = Math.max(0, bytes.length - SIZE);
      const part = place(stream, bytes.length - from);
      part.length += bytes.copy(part.store, part.length, from);
    },
    last: () => parts.map(({ stream, store, length }) => [stream, store.subarray(0, length)]),
  };
}
