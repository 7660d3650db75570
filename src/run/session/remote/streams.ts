/** What an ssh hands on: read whole, awaited, or copied to a file as it comes. */
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The exit status; `null`: a signal ended it; `no-ssh`: it could not be started. */
export function exitOf(child: ChildProcess): Promise<number | 'no-ssh' | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(null);
  return new Promise((resolve) => {
    child.once('error', () => resolve('no-ssh'));
    child.once('exit', (code) => resolve(code));
  });
}

/** All of it; where it is cut off, what came. */
export async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer);
  } catch {
    // Whether it was whole is told by the exit status.
  }
  return Buffer.concat(chunks);
}

/** What stands behind the marker; `null`: it did not come. Login scripts may print before it. */
export function behind(marker: string, printed: Buffer): Buffer | null {
  const at = printed.indexOf(`${marker}\n`);
  return at < 0 ? null : printed.subarray(at + marker.length + 1);
}

/** Whether the marker came, before the stream ended. Nothing is read beyond it. */
export function seen(marker: string, stream: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    let text = '';
    const look = (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (!text.includes(marker)) return;
      stream.off('data', look);
      resolve(true);
    };
    stream.on('data', look);
    stream.once('close', () => resolve(false));
  });
}

/** Appends a stream to a file, from behind the marker on; never holds more than a chunk. */
export async function append(
  stream: Readable,
  marker: string,
  file: string,
  onBegin: () => void,
): Promise<void> {
  const mark = Buffer.from(`${marker}\n`);
  let before: Buffer | null = Buffer.alloc(0);
  const rest = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (before === null) {
        done(null, chunk);
        return;
      }
      before = Buffer.concat([before, chunk]);
      const at = before.indexOf(mark);
      if (at < 0) {
        before = before.subarray(-65_536);
        done();
        return;
      }
      const found = before.subarray(at + mark.length);
      before = null;
      onBegin();
      done(null, found);
    },
  });
  // A connection that breaks is told by the exit status.
  await pipeline(stream, rest, createWriteStream(file, { flags: 'a', mode: 0o600 })).catch(
    () => {},
  );
}
