/**
 * Pages of documents as they were written last time, with what they were made from. Each page of a site has
 * one place, which the next version of the page takes: what is kept does not grow with the builds.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { isWritableByOthers, prune } from './shelf.mjs';

/** Sites whose pages are kept, and how long one is that nobody builds any more. */
const most = { kept: 20, age: 30 * 24 * 3600 * 1000 };

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
    await prune(shelf, most);
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

function digest(/** @type {string} */ text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}
