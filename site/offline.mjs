/**
 * The whole site for readers without a network: a list of its files, and the service worker that keeps
 * them. Where the configuration turns it off, a worker that an earlier build left in a browser takes
 * itself and its copy away.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { siteSource } from './source.mjs';

/** Files for other programs, and pages that say what another one says. */
const notKept =
  /^(?:feed\.xml|sitemap\.xml|llms\.txt|index\.json|\..*)$|(?:^|\/)print\/index\.html$/;

/**
 * @param {string} root The folder of the built site.
 * @param {ReadonlyMap<string, string>} pages Hashes of the pages, by their address below the base path.
 */
export async function offlineCopy(root, pages) {
  const { settings, base, builtAt, revision } = siteSource();
  if (!settings.offline) {
    await writeFile(join(root, 'sw.js'), await script('farewell.js', {}));
    return;
  }
  const files = await listed(root, pages);
  const build = hashOf(JSON.stringify(files)).slice(0, 16);
  const list = JSON.stringify({ build, builtAt, revision, files });
  await writeFile(join(root, 'offline.json'), list);
  await writeFile(join(root, 'sw.js'), await script('worker.js', { build, base }));
}

/**
 * What the browser asks for (a page by its folder), with a hash of what it then gets.
 *
 * @param {string} root
 * @param {ReadonlyMap<string, string>} pages
 */
async function listed(root, pages) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !notKept.test(name))
    .sort();
  /** @type {[string, string][]} */
  const files = [];
  for (const name of names) {
    const address = encodeURI(name.replace(/(^|\/)index\.html$/, '$1'));
    const hash = pages.get(address) ?? hashOf(await readFile(join(root, name)));
    files.push([address, hash.slice(0, 16)]);
  }
  return files;
}

/**
 * @param {string} name
 * @param {Record<string, string>} values
 */
async function script(name, values) {
  const text = await readFile(new URL(`./worker/${name}`, import.meta.url), 'utf8');
  return text.replace(/"__(\w+)__"|'__(\w+)__'/g, (_, a, b) => JSON.stringify(values[a ?? b]));
}

/** @param {string | Buffer} content */
function hashOf(content) {
  return createHash('sha256').update(content).digest('hex');
}
