/**
 * What the pages are made from: handed over in this process, so that the compiler is not bundled with
 * the pages and a document is compiled once.
 */

/** @typedef {Pick<typeof import('../src/index.ts'), 'linkedPath' | 'namedBy' | 'backlinksOf'>} Compiler */

const key = Symbol.for('procs.site.source');

/**
 * @typedef {object} SiteSource
 * @property {string} title Title of the site.
 * @property {'es' | 'en'} language Language of pages that belong to no document.
 * @property {string} today The day of the build, `YYYY-MM-DD`.
 * @property {string | null} revision What the documents were built from, for a person.
 * @property {Compiler} compiler What the pages ask of the compiler beside its data.
 * @property {readonly import('../src/index.ts').Rule[]} rules The rules of the checker.
 * @property {() => Promise<{ workspace: import('../src/index.ts').Workspace, diagnostics: import('../src/index.ts').Diagnostic[] }>} read
 */

/** @param {SiteSource} source */
export function provideSource(source) {
  /** @type {any} */ (globalThis)[key] = source;
}

/** @returns {SiteSource} */
export function siteSource() {
  const source = /** @type {any} */ (globalThis)[key];
  if (!source) {
    throw new Error(
      'The site is started by `procs site build` or `procs site dev`, which say what to publish.',
    );
  }
  return source;
}
