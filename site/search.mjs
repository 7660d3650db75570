/** Full-text search: one Pagefind index over all pages, whatever their language. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
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
 * @param {string} root The folder of the built site.
 * @param {string} language
 */
export async function searchIndex(root, language) {
  try {
    const { index, errors } = await pagefind.createIndex({ forceLanguage: language });
    if (!index) throw new Error(errors.join('\n'));
    // The other pages are lists of these, and those for paper say the same again.
    const added = await index.addDirectory({ path: root, glob: 'p/*/index.html' });
    const written = await index.writeFiles({ outputPath: join(root, 'pagefind') });
    // Boxes of its own that no page here asks for.
    for (const name of unused) await rm(join(root, 'pagefind', name), { force: true });
    const wrong = [...added.errors, ...written.errors];
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  } catch (cause) {
    throw new Error('The search index could not be built.', { cause });
  } finally {
    await pagefind.close();
  }
}
