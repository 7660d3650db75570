/** The bytes of files of a commit, as they were committed: no filter and no conversion is applied. */
import { InputError } from '../model/input-error.ts';
import { git } from './git.ts';

/** Bytes asked for in one go. */
const BATCH = 50_000_000;

export interface Blob {
  readonly folder: string;
  readonly hash: string;
}

/**
 * The contents of blobs by their hash. One with more than `maxBytes` is not read: it is its size.
 *
 * @throws {InputError} where one is not in the object store, as in a partial clone.
 */
export async function readBlobs(
  blobs: Iterable<Blob>,
  maxBytes: number,
): Promise<Map<string, Buffer | number>> {
  const byFolder = new Map<string, Set<string>>();
  for (const { folder, hash } of blobs) {
    byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(hash));
  }
  const found = new Map<string, Buffer | number>();
  for (const [folder, hashes] of byFolder) {
    const small: { hash: string; size: number }[] = [];
    for (const { hash, size } of await sizes(folder, [...hashes])) {
      if (size > maxBytes) found.set(hash, size);
      else small.push({ hash, size });
    }
    for (const batch of batches(small)) {
      for (const [hash, bytes] of await contents(folder, batch)) found.set(hash, bytes);
    }
  }
  return found;
}

async function sizes(
  folder: string,
  hashes: readonly string[],
): Promise<{ hash: string; size: number }[]> {
  const { stdout } = await ask(folder, ['cat-file', '--batch-check'], hashes);
  return stdout
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [hash = '', kind, size] = line.split(' ');
      if (kind !== 'blob') throw missing(hash);
      return { hash, size: Number(size) };
    });
}

/** Each answer is a line with hash, kind and size, the bytes, and a newline. */
async function contents(folder: string, hashes: readonly string[]): Promise<Map<string, Buffer>> {
  const { stdout } = await ask(folder, ['cat-file', '--batch'], hashes);
  const found = new Map<string, Buffer>();
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0x0a, at);
    const [hash = '', kind, size] = stdout.toString('latin1', at, end).split(' ');
    if (end === -1 || kind !== 'blob') throw missing(hash);
    const stop = end + 1 + Number(size);
    found.set(hash, stdout.subarray(end + 1, stop));
    at = stop + 1;
  }
  return found;
}

async function ask(folder: string, args: readonly string[], hashes: readonly string[]) {
  const answer = await git(folder, args, hashes.map((hash) => `${hash}\n`).join(''));
  if (!answer.ok) throw new InputError(`git cannot read earlier documents: ${answer.reason}`);
  return answer;
}

function missing(hash: string): InputError {
  return new InputError(
    `git does not have the object ${hash} here, so an earlier document cannot be read. In a partial clone, fetch what is missing first, for example with "git fetch --refetch --no-filter" or a full checkout.`,
  );
}

function* batches(blobs: readonly { hash: string; size: number }[]): Iterable<string[]> {
  let batch: string[] = [];
  let total = 0;
  for (const { hash, size } of blobs) {
    if (total + size > BATCH && batch.length > 0) {
      yield batch;
      batch = [];
      total = 0;
    }
    batch.push(hash);
    total += size;
  }
  if (batch.length > 0) yield batch;
}
