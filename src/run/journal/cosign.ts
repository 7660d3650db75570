/** A signature over a run's journal by somebody else than its operator: a file beside it, so that the journal stays as it is. */
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Envelope, holds, type Signer, seal } from './envelope.ts';
import { HEAD_TYPE, Head, headBytes } from './sign.ts';

export interface Cosignature {
  readonly file: string;
  readonly key: string;
  readonly head: Head;
  holds(key: KeyObject): boolean;
}

const FOLDER = 'signatures';

/** @returns the file that it was written to. @throws where it cannot be written */
export function writeCosignature(
  directory: string,
  head: Head,
  signer: Signer,
  output: string | null,
): string {
  const file =
    output ?? path.join(directory, FOLDER, `${head.count}-${signer.id.slice(0, 16)}.json`);
  if (output === null) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const envelope = seal(HEAD_TYPE, headBytes(head), signer);
  writeFileSync(file, `${JSON.stringify(envelope, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** Those beside the journal, and those in further files. What cannot be read as one is told in `unreadable`. */
export function readCosignatures(
  directory: string,
  further: readonly string[],
): { cosignatures: Cosignature[]; unreadable: string[] } {
  const cosignatures: Cosignature[] = [];
  const unreadable: string[] = [];
  for (const file of [...filesIn(path.join(directory, FOLDER)), ...further]) {
    try {
      cosignatures.push(...parse(file, readFileSync(file, 'utf8')));
    } catch (error) {
      unreadable.push(
        `${file} holds no signature of a journal: ${(error as Error).message.split('\n')[0]}`,
      );
    }
  }
  return { cosignatures, unreadable };
}

function parse(file: string, text: string): Cosignature[] {
  const { payloadType, payload, signatures } = Envelope.parse(JSON.parse(text));
  if (payloadType !== HEAD_TYPE) throw new Error(`it is of the type ${payloadType}`);
  const bytes = Buffer.from(payload, 'base64');
  const head = Head.parse(JSON.parse(bytes.toString('utf8')));
  return signatures.map(({ keyid, sig }) => ({
    file: path.basename(file),
    key: keyid,
    head,
    holds: (key) => holds(HEAD_TYPE, bytes, sig, key),
  }));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
