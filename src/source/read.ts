/** Reads a document: the only place that does. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

export interface Source {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Decoded as UTF-8, without a byte order mark. */
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
  const refuse = (reason: string): Read => ({ ok: false, path: relative, reason });
  try {
    const { size } = await stat(file);
    if (size > maxBytes) {
      return refuse(
        `it has ${size} bytes, and documents of more than ${maxBytes} are not read (maxBytes in the configuration)`,
      );
    }
    const bytes = await readFile(file);
    if (bytes.includes(0)) return refuse('it holds NUL bytes, so it is not a text');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { ok: true, source: { path: relative, file, text, hash } };
  } catch (error) {
    if (error instanceof TypeError) return refuse('it is not UTF-8; save it in that encoding');
    return refuse((error as Error).message);
  }
}
