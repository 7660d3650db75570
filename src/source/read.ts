/** Reads a document: the only place that does. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

export interface Source {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Decoded as UTF-8, without a byte order mark; a carriage return that ends a line alone is a newline. */
  readonly text: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
}

export type Read =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/** Reads one file of a workspace; what cannot be read is told with its reason and never thrown. */
export async function read(root: string, relative: string, maxBytes: number): Promise<Read> {
  const file = path.join(root, relative);
  try {
    const bytes = readBytes(file, maxBytes);
    if (typeof bytes === 'number') return tooLarge(relative, bytes, maxBytes);
    return typeof bytes === 'string' ? refuse(relative, bytes) : toSource(relative, file, bytes);
  } catch (error) {
    return refuse(relative, (error as Error).message);
  }
}

/** Takes bytes for a document, wherever they were read. */
export function toSource(relative: string, file: string, bytes: Buffer): Read {
  if (bytes.includes(0)) return refuse(relative, 'it holds NUL bytes, so it is not a text');
  if (!isUtf8(bytes)) return refuse(relative, 'it is not UTF-8; save it in that encoding');
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { ok: true, source: { path: relative, file, text: decode(bytes), hash } };
}

export function tooLarge(relative: string, size: number, maxBytes: number): Read {
  return refuse(
    relative,
    `it has ${size} bytes, and documents of more than ${maxBytes} are not read (maxBytes in the configuration)`,
  );
}

function refuse(relative: string, reason: string): Read {
  return { ok: false, path: relative, reason };
}

/**
 * At once and not piece by piece: for files of this size it is several times faster.
 *
 * @returns why not, for what is no file that can be read as a whole; its size where that is too large.
 */
function readBytes(file: string, maxBytes: number): Buffer | string | number {
  // Opening a named pipe would wait until somebody writes to it.
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const before = fstatSync(handle);
    if (before.isDirectory()) return 'it is a folder';
    if (!before.isFile()) return 'it is a pipe, a socket or a device, and no file';
    if (before.size > maxBytes) return before.size;
    const bytes = Buffer.allocUnsafe(before.size);
    let length = 0;
    for (let count = -1; count !== 0 && length < bytes.length; length += count) {
      count = readSync(handle, bytes, length, bytes.length - length, null);
    }
    const after = fstatSync(handle);
    return length === after.size && before.mtimeMs === after.mtimeMs
      ? bytes
      : 'somebody wrote to it while it was read; try again';
  } finally {
    closeSync(handle);
  }
}

/**
 * To CommonMark and to editors a lone carriage return ends a line, to YAML and to bash it does not: as a
 * newline, of the same length, it has one meaning and every place stays where it was.
 */
function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
