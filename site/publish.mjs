/** Writes the site: each page as the bundle answers for it, and beside them what browsers load. */
import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { offlineCopy } from './offline.mjs';
import { contentSecurityPolicy } from './policy.mjs';
import { searchIndex } from './search.mjs';
import { siteSource } from './source.mjs';
import { stamped, stampOf } from './stamp.mjs';

/** The page for addresses that are not there, as servers of files look for it. */
const unknown = { address: '404/', file: '404.html' };

/**
 * @param {string} bundle
 * @param {string} out A folder that is not there yet.
 * @param {import('./kept-pages.mjs').KeptPages} kept
 */
export async function publish(bundle, out, kept) {
  /** @type {typeof import('./entry.ts')} */
  const pages = await import(pathToFileURL(join(bundle, 'server', 'entry.mjs')).href);
  const notFound = await ask(pages, unknown.address, 404);
  const withPolicy = await contentSecurityPolicy(notFound);
  await cp(join(bundle, 'client'), out, { recursive: true });
  const stamp = stampOf(siteSource());
  /** @type {Map<string, string>} */
  const hashes = new Map();
  const write = async (/** @type {string} */ file, /** @type {string} */ content) => {
    const whole = join(out, file);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, content);
  };
  // Readers of a thousand procedures are not to fetch all of them again because one was changed: the
  // hash is of a page that does not say yet when it was built.
  const writePage = async (
    /** @type {string} */ address,
    /** @type {string} */ file,
    /** @type {string} */ html,
  ) => {
    hashes.set(address, createHash('sha256').update(html).digest('hex'));
    await write(file, stamped(html, stamp));
  };
  await writePage(unknown.file, unknown.file, withPolicy(notFound, unknown.address));
  for (const { address, document, medium } of await pages.published()) {
    const file = decodeURIComponent(address).replace(/(^|\/)$/, '$1index.html');
    if (!file.endsWith('.html')) {
      await write(file, await ask(pages, address));
      continue;
    }
    if (!document || !medium) {
      await writePage(address, file, withPolicy(await ask(pages, address), address));
      continue;
    }
    const basis = await pages.basisOf(document, medium);
    const before = kept.get(address);
    if (before?.basis === basis && (await pages.stands(before.lookedUp))) {
      await writePage(address, file, before.html);
      continue;
    }
    const html = withPolicy(await ask(pages, address), address);
    const lookedUp = pages.lookedUpBy(document, medium);
    if (lookedUp !== null) kept.set(address, { basis, lookedUp, html });
    await writePage(address, file, html);
  }
  await searchIndex(out, siteSource().language);
  await offlineCopy(out, hashes);
}

/**
 * @param {typeof import('./entry.ts')} pages
 * @param {string} address
 */
async function ask({ app }, address, status = 200) {
  const { base } = siteSource();
  const response = await app.render(new Request(`http://localhost${base}${address}`));
  // Astro has said why.
  if (response.status !== status) throw new Error(`${base}${address} could not be made.`);
  return response.text();
}
