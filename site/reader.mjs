/** Reads the documents of a site: all of them once, and after an edit only those that were edited. */
import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** Answers that are kept: an editing day long must not fill the memory. */
const most = 20_000;

/**
 * @param {any} compiler
 * @param {{ root: string | null, cwd: string }} options
 */
export function openReader(compiler, { root, cwd }) {
  /** @type {Map<string, unknown>} */
  const answers = new Map();
  const kept = compiler.userCache(process.env);
  // Checking again after an edit asks every document the same: this process remembers.
  const cache = {
    get: (/** @type {string} */ key, part = '') =>
      answers.get(`${key} ${part}`) ?? kept.get(key, part || undefined),
    set: (/** @type {string} */ key, /** @type {unknown} */ value, part = '') => {
      if (answers.size > most) answers.clear();
      answers.set(`${key} ${part}`, value);
      kept.set(key, value, part || undefined);
    },
  };
  /** @type {Promise<import('./source.mjs').Reading> | null} */
  let reading = null;
  /** @type {import('../src/index.ts').Workspace | null} */
  let workspace = null;
  /** @type {Set<string>} */
  const edited = new Set();
  let isAll = true;

  const load = async () => {
    if (isAll || workspace === null) {
      isAll = false;
      edited.clear();
      workspace = await compiler.load({ root: root ?? undefined, cwd, cache: kept, holds: true });
    } else {
      const paths = [...edited];
      edited.clear();
      for (const path of paths) {
        const before = /** @type {import('../src/index.ts').Workspace} */ (workspace);
        workspace = await withEdited(compiler, before, path);
      }
    }
    const now = /** @type {import('../src/index.ts').Workspace} */ (workspace);
    return {
      workspace: now,
      diagnostics: await compiler.check(now, { fileExists: existsSync, cache }),
    };
  };
  return {
    /** The documents as they are now. */
    read() {
      reading ??= load().catch((error) => {
        // What was half read is read again whole.
        isAll = true;
        reading = null;
        throw error;
      });
      return reading;
    },
    /** @param {string} file Absolute path of what was added, changed or removed. */
    changed(file) {
      reading = null;
      const path = workspace === null ? '' : relative(workspace.root, file).split(sep).join('/');
      const isKnown = workspace?.documents.some((document) => document.path === path);
      // Whether a new file is a document, and what a configuration says, is a matter of the whole.
      if (isKnown && existsSync(file)) edited.add(path);
      else isAll = true;
    },
  };
}

/**
 * @param {any} compiler
 * @param {import('../src/index.ts').Workspace} workspace
 * @param {string} path
 */
async function withEdited(compiler, workspace, path) {
  const document = await compiler.readDocument(workspace, path);
  return 'reason' in document
    ? compiler.withoutDocument(workspace, path, document.reason)
    : compiler.withDocument(workspace, document);
}
