/** What bash itself said of a block on stderr: its messages begin with the block's own file name. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

export interface Complaint {
  /** In the Markdown file. */
  readonly line: number;
  readonly message: string;
  /**
   * bash could not work an expression out: it threw the whole command away and went on with the next,
   * which neither errexit nor an ERR trap notices.
   */
  readonly gaveUp?: boolean | undefined;
}

const LONGEST = 1000;
const CHUNK = 64 * 1024;

/** The first command that bash gave up, else its last message; `null`: it said nothing. Holds one chunk at a time. */
export async function complaintIn(stderr: string, file: string): Promise<Complaint | null> {
  const marker = Buffer.from(`${file}: `);
  let found: Complaint | null = null;
  let rest: Buffer = Buffer.alloc(0);
  const scan = (text: Buffer, upTo: number): Complaint | null => {
    for (let at = text.indexOf(marker); at >= 0 && at < upTo; at = text.indexOf(marker, at + 1)) {
      if (at > 0 && text[at - 1] !== 0x0a) continue;
      const line = text.subarray(at + marker.length, at + LONGEST).toString('utf8');
      found = read(line.split('\n')[0]!) ?? found;
      if (found?.gaveUp === true) return found;
    }
    return null;
  };
  try {
    for await (const chunk of chunksOf(stderr)) {
      const text: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      // What begins near the end may go on in the next chunk.
      const upTo = Math.max(0, text.length - LONGEST);
      const gaveUp = scan(text, upTo);
      if (gaveUp !== null) return gaveUp;
      // One byte more, to see that a line begins there.
      rest = text.subarray(Math.max(0, upTo - 1));
      if (upTo === 0) rest = text;
    }
  } catch {
    return found;
  }
  return scan(rest, rest.length) ?? found;
}

/** Most blocks say nothing there, or little: a thread for that would cost more than the reading. */
async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    for (let at = 0; at < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size - at));
      const length = readSync(descriptor, chunk, 0, chunk.length, at);
      if (length === 0) return;
      at += length;
      yield chunk.subarray(0, length);
      if (at < size) await turn();
    }
  } finally {
    closeSync(descriptor);
  }
}

function read(text: string): Complaint | null {
  // The word for `line` is in the language of the session.
  const match = /^\S+ (\d+): (.*)$/.exec(text);
  if (match === null) return null;
  const [, line, message] = match as unknown as [string, string, string];
  // `((…))`, `let` and `[[…]]` fail like any other command; an expansion takes its command with it.
  const gaveUp =
    /\([^()"«„“]* ["«„“].*["»”“]\)$/.test(message) && !/^(?:\(\(|let|\[\[): /.test(message);
  return { line: Number(line), message, ...(gaveUp ? { gaveUp } : {}) };
}
