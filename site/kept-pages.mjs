/**
 * Pages of documents as they were written last time, with what they were made from. Each page of a site has
 * one place, which the next version of the page takes: what is kept does not grow with the builds.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Sites whose pages are kept, and how long one is that nobody builds any more. */
const most = { sites: 20, age: 30 * 24 * 3600 * 1000 };

/**
 * @typedef {object} KeptPage
 * @property {string} basis
 * @property {import('./basis.ts').LookedUp} lookedUp
 * @property {string} html
 */

/**
 * @typedef {object} KeptPages
 * @property {(address: string) => KeptPage | null} get
 * @property {(address: string, page: KeptPage) => void} set
 */

/** @type {KeptPages} */
export const nothingKept = { get: () => null, set: () => {} };

/**
 * @param {string} shelf The folder for all sites.
 * @param {string} site What tells this site from others: a place that two sites shared would only be useless.
 * @returns {Promise<KeptPages>}
 */
export async function openKeptPages(shelf, site) {
  const folder = join(shelf, digest(site));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isWritableByOthers(folder)) return nothingKept;
    utimesSync(folder, new Date(), new Date());
    await prune(shelf);
  } catch {
    return nothingKept;
  }
  let usable = true;
  return {
    get(address) {
      try {
        const bytes = readFileSync(join(folder, digest(address)));
        const packed = bytes.subarray(4);
        if (crc32(packed) !== bytes.readUInt32LE()) return null;
        return JSON.parse(inflateRawSync(packed).toString('utf8'));
      } catch {
        return null;
      }
    },
    // Written whole under another name and then renamed: two processes may do it at once.
    set(address, page) {
      if (!usable) return;
      try {
        const packed = deflateRawSync(JSON.stringify(page), { level: 1 });
        const sum = Buffer.alloc(4);
        sum.writeUInt32LE(crc32(packed));
        const beside = join(folder, randomUUID());
        writeFileSync(beside, Buffer.concat([sum, packed]), { mode: 0o600, flag: 'wx' });
        renameSync(beside, join(folder, digest(address)));
      } catch {
        // A disk that is full or not ours is no reason to fail.
        usable = false;
      }
    },
  };
}

/** What is kept there is published: nobody else may put it there, where the system can tell. */
export function isWritableByOthers(/** @type {string} */ folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found || !process.getuid) return false;
  return found.uid !== process.getuid() || (found.mode & 0o022) !== 0;
}

/** @param {string} shelf */
async function prune(shelf) {
  const found = await Promise.all(
    (await readdir(shelf)).map(async (name) => {
      const folder = join(shelf, name);
      return { folder, time: (await stat(folder)).mtimeMs };
    }),
  );
  const latest = found.sort((a, b) => b.time - a.time);
  const old = latest.filter(({ time }, at) => at >= most.sites || Date.now() - time > most.age);
  for (const { folder } of old) await rm(folder, { recursive: true, force: true });
}

function digest(/** @type {string} */ text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}
