/** Writes the site: each page as the bundle answers for it, and beside them what browsers load. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOfPage, offlineCopy } from './offline.mjs';
import { contentSecurityPolicy } from './policy.mjs';
import { searchIndex } from './search.mjs';
import { siteSource } from './source.mjs';

/** The page for addresses that are not there, as servers of files look for it. */
const unknown = { address: '404/', file: '404.html' };

/**
 * @param {string} bundle
 * @param {string} out A folder that is not there yet.
 */
export async function publish(bundle, out) {
  const ask = await openPages(bundle);
  const notFound = await ask(unknown.address, 404);
  const withPolicy = await contentSecurityPolicy(notFound);
  await cp(join(bundle, 'client'), out, { recursive: true });
  /** @type {Map<string, string>} */
  const hashes = new Map();
  const write = async (
    /** @type {string} */ address,
    /** @type {string} */ file,
    /** @type {string} */ text,
  ) => {
    const isPage = file.endsWith('.html');
    const content = isPage ? withPolicy(text, address) : text;
    if (isPage) hashes.set(file === unknown.file ? file : address, hashOfPage(content));
    const whole = join(out, file);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, content);
  };
  await write(unknown.address, unknown.file, notFound);
  /** @type {string[]} */
  const addresses = JSON.parse(await ask('published.json'));
  for (const address of addresses) await write(address, fileOf(address), await ask(address));
  await searchIndex(out, siteSource().language);
  await offlineCopy(out, hashes);
}

/** @param {string} bundle */
async function openPages(bundle) {
  const entry = pathToFileURL(join(bundle, 'server', 'entry.mjs'));
  /** @type {{ app: { render(request: Request): Promise<Response> } }} */
  const { app } = await import(entry.href);
  const { base } = siteSource();
  return async (/** @type {string} */ address, status = 200) => {
    const response = await app.render(new Request(`http://localhost${base}${address}`));
    // Astro has said why.
    if (response.status !== status) throw new Error(`${base}${address} could not be made.`);
    return response.text();
  };
}

function fileOf(/** @type {string} */ address) {
  return decodeURIComponent(address).replace(/(^|\/)$/, '$1index.html');
}
