/** Signatures over the head of a journal: how many records there were, and the hash of the last line. */
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { holds, type Signer } from './envelope.ts';

export const HEAD_TYPE = 'application/vnd.procs.journal-head+json';

export const Head = z.object({
  count: z.int().min(0),
  /** SHA-256 of the last of them, as it lies in the file without its newline; hexadecimal. */
  head: z.string(),
  at: z.string(),
  /** Who signed, in their own words: only the key proves anything. */
  by: z.string().nullable(),
});
export type Head = z.infer<typeof Head>;

export function signHead(head: Head, signer: Signer): string {
  return signer.sign(HEAD_TYPE, headBytes(head));
}

export function headHolds(head: Head, signature: string, key: KeyObject): boolean {
  return holds(HEAD_TYPE, headBytes(head), signature, key);
}

/** The order of the keys is part of what is signed. */
export function headBytes({ count, head, at, by }: Head): Buffer {
  return Buffer.from(JSON.stringify({ count, head, at, by }));
}
