/** The repository around a folder, and the commits that people name in it. */
import { InputError } from '../model/input-error.ts';
import { git } from './git.ts';

export interface Repository {
  /** The folder that was asked about, absolute. */
  readonly folder: string;
  /** From the top of the repository to that folder, with `/` at its end; empty: it is the top. */
  readonly prefix: string;
}

/** @throws {InputError} where the folder lies in no repository that git would read. */
export async function openRepository(folder: string): Promise<Repository> {
  const { ok, stdout, reason } = await git(folder, ['rev-parse', '--show-prefix']);
  if (ok) return { folder, prefix: stdout.toString('utf8').replace(/\n$/, '') };
  throw new InputError(
    /not a git repository/i.test(reason)
      ? `${folder} lies in no git repository, so there is no earlier state to compare with.`
      : `git cannot read the repository of ${folder}: ${reason}`,
  );
}

/**
 * The hash of the commit that a person means.
 *
 * @throws {InputError} where the name stands for none.
 */
export async function resolveCommit(repository: Repository, revision: string): Promise<string> {
  const name = revision.trim();
  if (name === '' || name.startsWith('-') || /[\0\n]/.test(name)) {
    throw new InputError(
      `"${revision}" is no revision. Name a commit, a branch or a tag, such as HEAD~1 or origin/main.`,
    );
  }
  const found = await git(repository.folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${name}^{commit}`,
  ]);
  const hash = found.stdout.toString('utf8').trim();
  if (found.ok && /^[0-9a-f]{40,64}$/.test(hash)) return hash;
  throw new InputError(await unknownRevision(repository, name));
}

/**
 * The commit that the work since `revision` started from: the merge base of it and HEAD, so that what
 * others did on that branch meanwhile is not taken for a change of this one.
 *
 * @throws {InputError} where they have no common history here.
 */
export async function startOf(repository: Repository, revision: string): Promise<string> {
  const commit = await resolveCommit(repository, revision);
  const head = await git(repository.folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  // A branch without a commit has brought everything.
  return head.ok
    ? mergeBase(repository, commit, head.stdout.toString('utf8').trim(), revision)
    : commit;
}

/** @throws {InputError} where the two have no common history here. */
export async function mergeBase(
  repository: Repository,
  one: string,
  other: string,
  name: string,
): Promise<string> {
  const found = await git(repository.folder, ['merge-base', one, other]);
  if (found.ok) return found.stdout.toString('utf8').trim();
  throw new InputError(
    `${name} and the current branch have no common commit here.${
      (await isShallow(repository)) ? shallow : ' Compare with a revision of the same history.'
    }`,
  );
}

const shallow =
  ' This is a shallow clone: fetch its history with "git fetch --unshallow", or in GitHub Actions check out with "fetch-depth: 0".';

async function isShallow({ folder }: Repository): Promise<boolean> {
  const { stdout } = await git(folder, ['rev-parse', '--is-shallow-repository']);
  return stdout.toString('utf8').trim() === 'true';
}

async function unknownRevision(repository: Repository, name: string): Promise<string> {
  if (name.includes('..')) {
    return `"${name}" names a range, not a commit. Name one revision, such as ${name.split('..')[0] || 'HEAD~1'}.`;
  }
  const { ok } = await git(repository.folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (!ok) return `${name} names no commit: this repository has none yet on its current branch.`;
  return `There is no commit ${name} in this repository.${
    (await isShallow(repository))
      ? shallow
      : ' If it is a branch of a remote, fetch it first ("git fetch").'
  }`;
}
