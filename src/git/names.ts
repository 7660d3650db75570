/** What a commit has under a path, asked for many at once. */
import { git } from './git.ts';

/**
 * The hash of each name's file, in their order; `null` where there is none, or it is no file.
 *
 * @param names as git writes them, seen from the folder: `COMMIT:./PATH`, `COMMIT^:./PATH`
 */
export async function blobsNamed(
  folder: string,
  names: readonly string[],
): Promise<(string | null)[]> {
  if (names.length === 0) return [];
  const { ok, stdout } = await git(
    folder,
    ['cat-file', '--batch-check=%(objecttype) %(objectname)'],
    names.map((name) => `${name}\n`).join(''),
  );
  if (!ok) return names.map(() => null);
  const answers = stdout.toString('utf8').split('\n');
  return names.map((_, n) => /^blob ([0-9a-f]{40,64})$/.exec(answers[n] ?? '')?.[1] ?? null);
}
