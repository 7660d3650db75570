/**
 * A Content-Security-Policy in every page. Only the inline scripts of a page that shows no document
 * are allowed, by their hashes: a script that a document smuggled in would not be among them. A page
 * for paper has no script at all, and its styles in it.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A tag with its attributes (what stands in quotes is no tag), or a comment. */
const tag = /<!--[\s\S]*?-->|<(\/?[a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;

/** @returns {import('astro').AstroIntegration} */
export function contentSecurityPolicy() {
  return {
    name: 'procs:content-security-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const allowed = hashes(await readFile(join(root, '404.html'), 'utf8'));
        const paper = await policyOfPaper();
        for (const file of await htmlFiles(root)) {
          const page = await readFile(file, 'utf8');
          const isPaper = isForPaper(relative(root, file));
          const known = isPaper ? new Set() : allowed;
          const strange = [...hashes(page)].filter((hash) => !known.has(hash));
          if (strange.length > 0) {
            throw new Error(
              `${file} holds an inline script that the site does not know: the build stops rather than allow it.`,
            );
          }
          const content = isPaper ? paper : policy(allowed);
          const meta = `<meta http-equiv="content-security-policy" content="${content}">`;
          await writeFile(
            file,
            page.replace(/<head>/i, () => `<head>${meta}`),
          );
        }
      },
    },
  };
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
function isForPaper(/** @type {string} */ file) {
  return /^p[/\\][^/\\]+[/\\]print[/\\]index\.html$/.test(file);
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

/** @param {string} root */
async function htmlFiles(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile() && e.name.endsWith('.html'))
    .map((e) => join(e.parentPath, e.name));
}
