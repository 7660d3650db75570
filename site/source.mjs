/**
 * What the pages are made from: handed over in this process, so that the compiler is not bundled with
 * the pages and a document is compiled once.
 */

/** @typedef {Pick<typeof import('../src/index.ts'), 'linkedPath' | 'namedBy' | 'backlinksOf' | 'contentHash' | 'readLabel' | 'wordsOf' | 'documentVersions' | 'changeInWords' | 'changeHasLines' | 'placeInWords' | 'linesOfChange' | 'userCache' | 'cacheKey' | 'callsOf' | 'holesOfListing' | 'listCriteria' | 'countCriteria' | 'storyOf' | 'runWordsOf' | 'escapeXmlAttribute' | 'escapeTerminal' | 'auditInWords'>} Compiler */

/**
 * The documents as they were read together.
 *
 * @typedef {object} Reading
 * @property {import('../src/index.ts').Workspace} workspace
 * @property {import('../src/index.ts').Diagnostic[]} diagnostics
 */

/**
 * What a page says of when and from what it was built. While a site is built these are marks that stand in
 * for it: the page is otherwise the same the next time, and they are filled in when it is written.
 *
 * @typedef {object} Stamp
 * @property {string} today
 * @property {string} builtAt
 * @property {string} moment `builtAt` for a person.
 * @property {string | null} revision
 */

const key = Symbol.for('procs.site.source');

/**
 * @typedef {object} SiteSource
 * @property {string} title Title of the site.
 * @property {'es' | 'en'} language Language of pages that belong to no document.
 * @property {string} today The day of the build, `YYYY-MM-DD`.
 * @property {string} builtAt The moment of the build, ISO 8601.
 * @property {string | null} revision What the documents were built from, for a person.
 * @property {Stamp} stamp The same three as pages print them.
 * @property {{ cache: import('../src/index.ts').Cache, key: string } | null} kept Where what was worked out of
 *   a document is kept, and what it depends on beside it; `null`: nowhere.
 * @property {boolean} isDev Served while documents are edited.
 * @property {import('../src/index.ts').Config['site']} settings The configuration of the site.
 * @property {string} base `/` or `/x/`: the path that the site is served under.
 * @property {string} root Absolute folder of the documents.
 * @property {readonly string[]} styles Absolute paths of the style sheets that the configuration brings.
 * @property {readonly import('../src/index.ts').Commit[] | null} history Commits that changed documents, newest first.
 * @property {{ runs: readonly import('../src/index.ts').StoredRun[], damaged: readonly string[], audits: ReadonlyMap<string, import('../src/index.ts').Audit> } | null} evidence
 *   Runs to publish, and what can be known of each journal by the run's ID; `null`: none was asked for.
 * @property {Compiler} compiler What the pages ask of the compiler beside its data.
 * @property {readonly import('../src/index.ts').Rule[]} rules The rules of the checker.
 * @property {() => Promise<Reading>} read
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
