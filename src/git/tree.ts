/** The files of a commit, by path: what `ls-tree` lists, submodules included. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../model/input-error.ts';
import { git } from './git.ts';
import type { Repository } from './repository.ts';

export interface TreeFile {
  readonly kind: 'file' | 'symlink';
  readonly hash: string;
  /** Folder to ask git in: the submodule's, where the file belongs to one. */
  readonly folder: string;
}

export interface Tree {
  /** By path from the workspace's folder, with `/`; what lies above it starts with `../`. */
  readonly files: ReadonlyMap<string, TreeFile>;
  /** Submodules whose files of that commit are not here to be read. */
  readonly closed: readonly string[];
}

interface Listing {
  readonly repository: Repository;
  readonly files: Map<string, TreeFile>;
  readonly closed: string[];
}

/** @throws {InputError} where git cannot list the commit. */
export async function readTree(repository: Repository, commit: string): Promise<Tree> {
  const listing: Listing = { repository, files: new Map(), closed: [] };
  const reason = await list(listing, repository.folder, commit, '');
  if (reason !== null) throw new InputError(`git cannot list the files of ${commit}: ${reason}`);
  return listing;
}

/** Adds the files of a commit that lies at `below` in the repository. @returns why it could not. */
async function list(
  listing: Listing,
  folder: string,
  commit: string,
  below: string,
): Promise<string | null> {
  const { ok, stdout, reason } = await git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (!ok) return reason;
  for (const entry of stdout.toString('utf8').split('\0')) {
    const [, mode, hash, name] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    if (mode === undefined || hash === undefined || name === undefined) continue;
    const file = fromFolder(listing.repository, `${below}${name}`);
    if (mode === submodule) {
      const inside = path.resolve(listing.repository.folder, file);
      // Without its own repository git would answer for the one around it.
      const isOpen =
        existsSync(path.join(inside, '.git')) &&
        (await list(listing, inside, hash, `${below}${name}/`)) === null;
      if (!isOpen) listing.closed.push(file);
    } else {
      listing.files.set(file, { kind: mode === symlink ? 'symlink' : 'file', hash, folder });
    }
  }
  return null;
}

const submodule = '160000';
const symlink = '120000';

/** A path of the repository as it is called from the workspace's folder. */
function fromFolder({ prefix }: Repository, file: string): string {
  return path.posix.relative(`/${prefix}`, `/${file}`);
}
