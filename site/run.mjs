/**
 * The process that builds or serves a site: `node site/run.mjs OPTIONS`, OPTIONS as JSON. A process
 * of its own because Astro changes the environment and the current directory that it runs in.
 * Ends with 0: done; 1: the build failed; 2: it could not start.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleOf } from './bundle.mjs';
import { nothingKept, openKeptPages } from './kept-pages.mjs';
import { isWritable, runInMirror } from './mirror.mjs';
import { publish } from './publish.mjs';
import { openReader } from './reader.mjs';
import { serve } from './serve.mjs';
import { provideSource, siteSource } from './source.mjs';
import { marksFor, stampOf } from './stamp.mjs';
import { lookOver, themeSheet } from './theme.mjs';
import { watchFolder } from './watch.mjs';

/** Written into every built site: only a folder that holds it, or nothing, is ever replaced. */
const marker = '.procs-site';

/** Where procs itself lies. */
const home = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} RunOptions
 * @property {'build' | 'dev'} command
 * @property {string} compiler Address of the compiler's module (`src/index.ts`, or what it was compiled to).
 * @property {string | null} root Absolute; `null`: found from `cwd`.
 * @property {string} cwd Absolute.
 * @property {string} out Absolute.
 * @property {string} base `/` or `/x/`.
 * @property {number} port
 * @property {boolean} [isMirror] It is started from links: its files are to be called by their names there.
 * @property {string | null} runs Absolute folder of runs to publish; `null`: what the configuration says.
 */

/** @typedef {ReturnType<typeof openReader>} Reader */

/** Makes text safe to print: the compiler's own escape, once it is loaded. */
let safe = (/** @type {string} */ text) => text;

await main(JSON.parse(process.argv[2] ?? '{}'));

/** @param {RunOptions} options */
async function main(options) {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.NODE_ENV = 'production';
  // Vite lets variables of the environment stand in for its own of the same name, and Astro serves
  // nothing where it finds the last one.
  for (const name of ['DEV', 'PROD', 'MODE', 'SSR', 'SITE', 'BASE_URL', 'VITEST']) {
    delete process.env[name];
  }
  const refusal = options.command === 'build' ? await whyNotReplace(options.out) : null;
  if (refusal) return stop(2, refusal);
  if (!isWritable(home)) {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'procs-mirror-')));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return runInMirror(home, packages(), folder, options);
  }
  const compiler = await import(options.compiler);
  safe = compiler.escapeTerminal;
  /** @type {Reader} */
  let reader;
  let first;
  try {
    reader = openReader(compiler, options);
    first = await reader.read();
  } catch (error) {
    if (error instanceof compiler.InputError) return stop(2, messageOf(error));
    // Ours, not the user's: it keeps its stack.
    throw error;
  }
  const { workspace } = first;
  const { root } = workspace;
  const settings = workspace.config.site;
  const { refusals, warnings } = lookOver(root, settings);
  if (refusals.length > 0) return stop(2, safe(refusals.join('\n')));
  for (const warning of warnings) process.stderr.write(`${safe(warning)}\n`);
  const work = await realpath(await mkdtemp(join(tmpdir(), 'procs-site-')));
  process.once('exit', () => {
    process.chdir(options.cwd);
    rmSync(work, { recursive: true, force: true });
  });
  const colours = join(work, 'colours.css');
  await writeFile(colours, themeSheet(settings));
  const builtAt = momentOfBuild();
  const today = builtAt.slice(0, 10);
  const from = revision(root);
  const isDev = options.command === 'dev';
  const stamp = stampOf({ today, builtAt, revision: from });
  provideSource({
    title: settings.title,
    language: settings.language ?? mainLanguage(workspace),
    today,
    builtAt,
    revision: from,
    stamp: isDev ? stamp : marksFor(stamp),
    kept: null,
    isDev,
    settings,
    base: options.base,
    root,
    styles: [colours, ...settings.css.map((file) => join(root, file))],
    history: await compiler.historyOf(root),
    evidence: evidenceOf(compiler, options, root, settings),
    compiler,
    rules: compiler.rules,
    read: reader.read,
  });
  if (options.command === 'build') await build(options, first, work, compiler);
  else await dev(options, work, reader, compiler);
}

/** Now, or the moment that a build which is to come out the same again is given. */
function momentOfBuild() {
  const given = Number(process.env.SOURCE_DATE_EPOCH);
  return new Date(given > 0 ? given * 1000 : Date.now()).toISOString().replace(/\.\d+/, '');
}

/**
 * @param {any} compiler
 * @param {RunOptions} options
 * @param {string} root
 * @param {import('../src/model/site-config.ts').SiteConfig} settings
 */
function evidenceOf(compiler, options, root, settings) {
  const folder = options.runs ?? (settings.runs === null ? null : join(root, settings.runs));
  if (folder === null) return null;
  if (!existsSync(folder)) {
    process.stderr.write(`There is no folder of runs ${safe(folder)}: no run is published.\n`);
    return { runs: [], damaged: [], audits: new Map() };
  }
  const found = compiler.listRuns(folder);
  for (const message of found.damaged) process.stderr.write(`Left out: ${safe(message)}\n`);
  /** @type {{ id: string, audit: import('../src/index.ts').Audit }[]} */
  const verified = compiler.verifyRuns(folder, {
    ids: [],
    keyFiles: [],
    signatureFiles: [],
    expect: null,
    env: process.env,
  });
  return { ...found, audits: new Map(verified.map(({ id, audit }) => [id, audit])) };
}

/**
 * @param {RunOptions} options
 * @param {{ workspace: import('../src/index.ts').Workspace, diagnostics: import('../src/index.ts').Diagnostic[] }} source
 * @param {string} work
 * @param {any} compiler
 */
async function build(options, source, work, compiler) {
  const built = join(work, 'dist');
  try {
    const { folder, key } = await bundleFor(options, work, compiler);
    await publish(folder, built, await keptFor(options, key, source.workspace, compiler));
  } catch (error) {
    return stop(1, `The site could not be built: ${messageOf(error)}`, error);
  }
  await writeFile(
    join(built, marker),
    'Built by procs: this folder is replaced by the next build.\n',
  );
  // GitHub Pages leaves out folders that begin with an underscore unless this file is there.
  await writeFile(join(built, '.nojekyll'), '');
  await replace(built, options.out);
  report(source, options.out);
}

/**
 * @param {RunOptions} options
 * @param {string} work
 * @param {any} compiler
 */
async function bundleFor(options, work, compiler) {
  const { root, title, language, settings, styles, base } = siteSource();
  const { logo } = settings;
  return bundleOf(
    {
      shelf: compiler.userShelf(process.env, 'site'),
      work,
      packages: packages(),
      settings: { title, language, settings, base },
      files: [...styles, ...(logo === null ? [] : [join(root, logo)])],
    },
    async (out) => {
      // Astro keeps what it works with under the current directory.
      process.chdir(work);
      const { build } = await import('astro');
      await build({ ...inlineConfig(options, work), outDir: out });
    },
  );
}

/**
 * What is worked out of documents is the same the next time, as long as all that works it out is known.
 *
 * @param {RunOptions} options
 * @param {string | null} key Of the bundle.
 * @param {import('../src/index.ts').Workspace} workspace
 * @param {any} compiler
 */
async function keptFor({ base }, key, { root, config }, compiler) {
  const shelf = compiler.userShelf(process.env, 'pages');
  if (key === null || shelf === null) return nothingKept;
  const { families, vocabulary } = config;
  provideSource({
    ...siteSource(),
    kept: {
      cache: compiler.userCache(process.env),
      key: JSON.stringify({ key, families, vocabulary }),
    },
  });
  return openKeptPages(shelf.folder, JSON.stringify({ root, base, key }));
}

/**
 * @param {RunOptions} options
 * @param {string} work
 * @param {Reader} reader
 * @param {any} compiler
 */
async function dev(options, work, reader, compiler) {
  const { root, settings } = siteSource();
  const sayWhy = (/** @type {unknown} */ error) => compiler.escapeHtml(messageOf(error));
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  try {
    const { folder } = await bundleFor(options, work, compiler);
    const { base, port } = options;
    server = await serve({ bundle: folder, base, port, read: reader.read, sayWhy });
  } catch (error) {
    return stop(2, `The server could not start: ${messageOf(error)}`, error);
  }
  const look = new Set([...settings.css, ...(settings.logo ? [settings.logo] : [])]);
  let isNews = false;
  const stopWatching = watchFolder(root, (path, isFolder) => {
    if (look.has(relative(root, path)))
      process.stdout.write(`${safe(path)} is seen when the server is started again.\n`);
    if (!isFolder && !/\.(?:md|json|ya?ml)$/i.test(path)) return;
    reader.changed(path);
    // An editor that saves says so several times.
    if (isNews) return;
    isNews = true;
    setTimeout(() => {
      isNews = false;
      // What is wrong with the documents is said by the page.
      reader
        .read()
        .catch(() => {})
        .finally(server.changed);
    }, 20);
  });
  const where = `http://127.0.0.1:${server.port}${options.base}`;
  process.stdout.write(`The site is at ${where} and follows the documents in ${root}\n`);
  const end = () => {
    stopWatching();
    server.close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

/**
 * @param {RunOptions} options
 * @param {string} work
 * @returns {import('astro').AstroInlineConfig}
 */
function inlineConfig(options, work) {
  return {
    root: home,
    configFile: 'astro.config.mjs',
    base: options.base,
    cacheDir: join(work, 'cache'),
    logLevel: 'error',
    vite: {
      cacheDir: join(work, 'vite'),
      logLevel: 'error',
      resolve: { preserveSymlinks: options.isMirror === true },
      // The packages lie beside procs where it is a dependency of another project.
      server: { fs: { allow: [home, work, packages(), siteSource().root] } },
      // Pages are made from a folder where nothing is installed: what they need is bundled with them.
      environments: {
        prerender: { resolve: { noExternal: true } },
        ssr: { resolve: { noExternal: true } },
      },
    },
  };
}

/** The nearest folder of installed packages, upwards from procs, that has what the site is built with. */
function packages() {
  for (let at = home; at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'node_modules');
    if (existsSync(join(folder, '@astrojs/starlight'))) return folder;
  }
  throw new Error(`@astrojs/starlight is not installed for ${home}: install procs again.`);
}

/** @param {string} out */
async function whyNotReplace(out) {
  try {
    const entries = await readdir(out);
    if (entries.length === 0 || entries.includes(marker)) return null;
    return `${out} is not empty and was not built by procs: it is left alone. Choose another folder with --out, or empty this one.`;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT') return null;
    return `${out} cannot be used as the folder of the site (${code}): choose another one with --out.`;
  }
}

/**
 * @param {string} built
 * @param {string} out
 */
async function replace(built, out) {
  await mkdir(out, { recursive: true });
  for (const entry of await readdir(out))
    await rm(join(out, entry), { recursive: true, force: true });
  for (const entry of await readdir(built)) {
    const [from, to] = [join(built, entry), join(out, entry)];
    // Where they are not on one disk, it has to be copied.
    await rename(from, to).catch(() => cp(from, to, { recursive: true }));
  }
}

/**
 * @param {{ workspace: import('../src/index.ts').Workspace, diagnostics: import('../src/index.ts').Diagnostic[] }} source
 * @param {string} out
 */
function report({ workspace, diagnostics }, out) {
  const { documents, unreadable } = workspace;
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  process.stdout.write(
    `${documents.length} ${documents.length === 1 ? 'document' : 'documents'} published in ${out}\n`,
  );
  if (errors > 0)
    process.stderr.write(
      `They have ${errors} ${errors === 1 ? 'error' : 'errors'}, which their pages show: see procs check.\n`,
    );
  for (const { path, reason } of unreadable)
    process.stderr.write(`Left out: ${safe(path)}: ${safe(reason)}\n`);
}

/** @param {import('../src/index.ts').Workspace} workspace */
function mainLanguage(workspace) {
  const spanish = workspace.documents.filter((d) => d.index.language === 'es').length;
  return spanish * 2 > workspace.documents.length ? 'es' : 'en';
}

/** @param {string} root */
function revision(root) {
  try {
    return execFileSync(
      'git',
      ['-C', root, 'describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    ).trim();
  } catch {
    return null;
  }
}

/**
 * @param {number} status
 * @param {string} message
 * @param {unknown} [cause]
 */
function stop(status, message, cause) {
  process.stderr.write(`procs site: ${message}\n`);
  if (cause instanceof Error && status === 1) process.stderr.write(`${cause.stack}\n`);
  process.exitCode = status;
}

/** @param {unknown} error */
function messageOf(error) {
  return safe(error instanceof Error ? error.message : String(error));
}
