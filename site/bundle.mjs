/**
 * The pages as a program: what Astro makes of `site/`, which depends on procs and on the configuration
 * of the site, and on no document. Made once, and kept with what else procs keeps for its user.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWritableByOthers, prune } from './shelf.mjs';

/** Lists the files of a kept bundle with their hashes. */
const list = 'bundle.json';

/** So many are kept, and none that nobody asked for in a month. */
const most = { kept: 12, age: 30 * 24 * 3600 * 1000, work: 3600 * 1000 };

/**
 * @typedef {object} BundleOptions
 * @property {import('../src/index.ts').Shelf | null} shelf Where bundles are kept; `null`: nowhere.
 * @property {string} work A folder of this process alone, absolute.
 * @property {string} packages The folder of installed packages.
 * @property {unknown} settings All that the pages are built with, as data.
 * @property {readonly string[]} files Files that the configuration brings: style sheets, a logo.
 */

/**
 * The folder of the bundle in which `server/` answers for the pages, `client/` is what browsers load beside them.
 *
 * @param {BundleOptions} options
 * @param {(out: string) => Promise<void>} make Has Astro build into a folder.
 * @returns {Promise<{ folder: string, key: string | null }>} `key`: of all that it is made from, where that is known.
 */
export async function bundleOf(options, make) {
  const out = join(options.work, 'bundle');
  const { shelf } = options;
  if (shelf === null || isWritableByOthers(shelf.folder) || options.files.some(reachesFurther)) {
    await make(out);
    return { folder: out, key: null };
  }
  const key = await keyOf(shelf.build, options);
  const kept = join(shelf.folder, key);
  if (await isWhole(kept)) {
    await utimes(kept, new Date(), new Date()).catch(() => {});
    return { folder: kept, key };
  }
  await make(out);
  // A disk that is full or not ours is no reason to fail.
  await keep(out, kept).catch(() => {});
  return { folder: out, key };
}

/** What a style sheet fetches from beside it is not known here. */
function reachesFurther(/** @type {string} */ file) {
  return file.endsWith('.css') && /@import|url\(/i.test(readFileSync(file, 'utf8'));
}

/**
 * @param {string} build
 * @param {BundleOptions} options
 */
async function keyOf(build, { packages, settings, files }) {
  const own = fileURLToPath(new URL('.', import.meta.url));
  const hash = createHash('sha256').update(`${process.version} ${build}\n`);
  hash.update(JSON.stringify(settings));
  for (const file of files)
    hash.update(`\n${file.split('.').at(-1)} `).update(await readFile(file));
  for (const file of await filesIn(own))
    hash.update(`\n${file}\n`).update(await readFile(join(own, file)));
  hash.update(await readFile(new URL('../astro.config.mjs', import.meta.url)));
  return hash
    .update(await installed(packages))
    .digest('hex')
    .slice(0, 40);
}

/** Which packages the pages are made with: npm's own list of what it installed, else the versions that procs names. */
async function installed(/** @type {string} */ packages) {
  try {
    return await readFile(join(packages, '.package-lock.json'));
  } catch {
    const own = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
    const versions = Object.keys(own.dependencies).map((name) => {
      const { version } = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
      return `${name}@${version}`;
    });
    return versions.join('\n');
  }
}

/** As it was kept, to the last byte. */
async function isWhole(/** @type {string} */ folder) {
  try {
    const wanted = JSON.parse(await readFile(join(folder, list), 'utf8'));
    for (const [file, hash] of Object.entries(wanted))
      if (hashOf(await readFile(join(folder, file))) !== hash) return false;
    return true;
  } catch {
    return false;
  }
}

/**
 * Written whole under another name and then renamed: two processes may do it at once.
 *
 * @param {string} made
 * @param {string} kept
 */
async function keep(made, kept) {
  const shelf = dirname(kept);
  await mkdir(shelf, { recursive: true, mode: 0o700 });
  const beside = await mkdtemp(join(shelf, 'new-'));
  try {
    await cp(made, beside, { recursive: true });
    /** @type {Record<string, string>} */
    const hashes = {};
    for (const file of await filesIn(beside))
      hashes[file] = hashOf(await readFile(join(beside, file)));
    await writeFile(join(beside, list), JSON.stringify(hashes));
    if (await isWhole(kept)) return;
    await rm(kept, { recursive: true, force: true });
    await rename(beside, kept);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  await prune(shelf, most);
}

/** Relative paths with `/`, sorted. */
async function filesIn(/** @type {string} */ folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function hashOf(/** @type {Buffer} */ content) {
  return createHash('sha256').update(content).digest('hex');
}
