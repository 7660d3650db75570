/**
 * A Content-Security-Policy in every page. Only the inline scripts of a page that shows no document
 * are allowed, by their hashes: a script that a document smuggled in would not be among them. A page
 * for paper has no script at all, and its styles in it.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A tag with its attributes (what stands in quotes is no tag), or a comment. */
const tag = /<!--[\s\S]*?-->|<(\/?[a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;

/**
 * Writes the policy into pages. Only the inline scripts that the page for unknown addresses has are
 * allowed: no document is shown on it.
 *
 * @param {string} unknown
 * @returns {Promise<(page: string, address: string) => string>}
 */
export async function contentSecurityPolicy(unknown) {
  const allowed = hashes(unknown);
  const screen = metaOf(policy(allowed));
  const paper = metaOf(await policyOfPaper());
  return (page, address) => {
    const isPaper = isForPaper(address);
    for (const hash of hashes(page)) {
      if (isPaper || !allowed.has(hash))
        throw new Error(
          `${address} holds an inline script that the site does not know: the build stops rather than allow it.`,
        );
    }
    return page.replace(/<head>/i, () => `<head>${isPaper ? paper : screen}`);
  };
}

function metaOf(/** @type {string} */ content) {
  return `<meta http-equiv="content-security-policy" content="${content}">`;
}

/** @param {ReadonlySet<string>} scripts */
function policy(scripts) {
  return [
    "default-src 'none'",
    // Pagefind compiles its own WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval' ${[...scripts].map((hash) => `'${hash}'`).join(' ')}`,
    "style-src 'self'",
    // Two attributes of Starlight's search and theme boxes; no document can set one.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** A page that is one file: `p/ID/print/`. */
function isForPaper(/** @type {string} */ address) {
  return /^p\/[^/]+\/print\/$/.test(address);
}

/** No script, nothing to load, and no styles but those that procs writes into it. */
async function policyOfPaper() {
  const style = await readFile(new URL('./styles/print.css', import.meta.url), 'utf8');
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * The hashes of the inline scripts of a page that Astro wrote.
 *
 * @param {string} page
 */
function hashes(page) {
  const found = new Set();
  const tags = new RegExp(tag);
  for (let match = tags.exec(page); match; match = tags.exec(page)) {
    if (match[1]?.toLowerCase() !== 'script') continue;
    const end = page.indexOf('</script', tags.lastIndex);
    if (!/\ssrc=/.test(match[2] ?? '')) {
      const code = page.slice(tags.lastIndex, end);
      found.add(`sha256-${createHash('sha256').update(code).digest('base64')}`);
    }
    tags.lastIndex = end;
  }
  return found;
}
