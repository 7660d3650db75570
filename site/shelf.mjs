/** Folders of what builds keep for the next ones: who may write there, and how long anything stays. */
import { statSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is kept there is published: nobody else may put it there, where the system can tell. */
export function isWritableByOthers(/** @type {string} */ folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found || !process.getuid) return false;
  return found.uid !== process.getuid() || (found.mode & 0o022) !== 0;
}

/**
 * Removes what was asked for longest ago.
 *
 * @param {string} shelf
 * @param {object} most
 * @param {number} most.kept So many stay.
 * @param {number} most.age Milliseconds after which none does.
 * @param {number} [most.work] Milliseconds for which another process may work with one that it opened.
 */
export async function prune(shelf, { kept, age: longest, work = Number.NEGATIVE_INFINITY }) {
  const found = await Promise.all(
    (await readdir(shelf)).map(async (name) => {
      const folder = join(shelf, name);
      return { folder, time: (await stat(folder)).mtimeMs };
    }),
  );
  const latest = found.sort((a, b) => b.time - a.time);
  const old = latest.filter(({ time }, at) => {
    const age = Date.now() - time;
    return age > longest || (at >= kept && age > work);
  });
  for (const { folder } of old) await rm(folder, { recursive: true, force: true });
}
