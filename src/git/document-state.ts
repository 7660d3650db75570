/** Where a document stands in git: at which commit, and whether it still is as committed there. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git.ts';

export interface DocumentState {
  /** HEAD. */
  readonly commit: string;
  /** `modified`: it differs from that commit; `untracked`: that commit has no such file. */
  readonly state: 'committed' | 'modified' | 'untracked';
}

/** `null`: it lies in no repository with a commit, or git could not say. Nothing of the repository is run. */
export async function documentState(file: string): Promise<DocumentState | null> {
  const folder = path.dirname(file);
  try {
    const head = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    const commit = head.stdout.toString('utf8').trim();
    if (!head.ok || !/^[0-9a-f]{40,64}$/.test(commit)) return null;
    const name = `HEAD:./${path.basename(file)}`;
    const blob = await git(folder, ['rev-parse', '--verify', '--quiet', name]);
    if (!blob.ok) return { commit, state: 'untracked' };
    const hash = blob.stdout.toString('utf8').trim();
    const bytes = await readFile(file);
    // Where git turns line ends about on checkout, the text is the same.
    const unixed = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    const isSame = [bytes, unixed].some((each) => objectHash(each, hash.length) === hash);
    return { commit, state: isSame ? 'committed' : 'modified' };
  } catch {
    return null;
  }
}

function objectHash(bytes: Buffer, length: number): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
