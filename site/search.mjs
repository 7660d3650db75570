/** Full-text search: one Pagefind index over all pages, whatever their language. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as pagefind from 'pagefind';

const unused = [
  'pagefind-ui',
  'pagefind-modular-ui',
  'pagefind-component-ui',
  'pagefind-highlight',
].flatMap((name) => [`${name}.js`, `${name}.css`]);

/**
 * Pagefind makes an index for each language and searches only the reader's: at night nobody knows
 * whether the procedure was written in Spanish. `language` only chooses the word stems.
 *
 * @param {{ language: string }} options
 * @returns {import('astro').AstroIntegration}
 */
export function searchIndex({ language }) {
  return {
    name: 'procs:search-index',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        try {
          const { index, errors } = await pagefind.createIndex({ forceLanguage: language });
          if (!index) throw new Error(errors.join('\n'));
          // The other pages are lists of these, and those for paper say the same again.
          const added = await index.addDirectory({
            path: fileURLToPath(dir),
            glob: 'p/*/index.html',
          });
          const written = await index.writeFiles({
            outputPath: fileURLToPath(new URL('pagefind/', dir)),
          });
          // Boxes of its own that no page here asks for.
          for (const name of unused) await rm(new URL(`pagefind/${name}`, dir), { force: true });
          const wrong = [...added.errors, ...written.errors];
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
        } catch (cause) {
          throw new Error('The search index could not be built.', { cause });
        } finally {
          await pagefind.close();
        }
      },
    },
  };
}
