/** A site that is built again: what was made before is used, and the result is what a first build makes. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documents, procsSite } from './support.ts';

const environment = { ...process.env };
let folder: string;
let root: string;
let cache: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-again-'));
  root = path.join(folder, 'docs');
  cache = path.join(folder, 'cache');
  await cp(documents, root, { recursive: true });
  Object.assign(process.env, {
    PROCS_CACHE_DIR: cache,
    SOURCE_DATE_EPOCH: '1790000000',
    GIT_CONFIG_GLOBAL: '/dev/null',
  });
});

afterAll(async () => {
  process.env = environment;
  await rm(folder, { recursive: true, force: true });
});

it('is, after any edit, what a build makes that never saw the documents before', async () => {
  git('init', '-q');
  await mkdir(path.join(root, 'scripts'));
  await writeFile(path.join(root, 'scripts/drain.sh'), 'true\n');
  await writeFile(
    path.join(root, 'hub.md'),
    '---\nid: PROCED-HUB-001\n---\n# PROCED-HUB-001: The hub\n\n## Purpose\n\nAs [before](scripts/drain.sh).\n\n## Procedure\n\n### Step 1: Look\n\n```bash\nuptime\n```\n',
  );
  await writeFile(
    path.join(root, 'spoke.md'),
    '# Spoke\n\nSee PROCED-HUB-001, [its step](hub.md#step-1-look), PROCED-NEW-009, `late.md` and [this](scripts/drain.sh).\n',
  );
  await writeFile(path.join(root, 'alone.md'), '# Alone\n\nNobody names it.\n');
  commit('First');
  expect(await procsSite(['build', '--root', 'docs', '--out', 'out'], folder)).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining('could not'),
  });
  const first = await keptPages();
  expect(first.size).toBe(2 * (await readdir(path.join(folder, 'out/p'))).length);

  await edit('hub.md', (text) =>
    text.replaceAll('The hub', 'The middle').replace('## Procedure', 'A word.\n\n## Procedure'),
  );
  await writeFile(
    path.join(root, 'late.md'),
    '---\nid: PROCED-NEW-009\n---\n# PROCED-NEW-009: Late\n\n## Procedure\n\n### Step 1: Call\n\nRun PROCED-HUB-001.\n',
  );
  await rm(path.join(root, 'scripts/drain.sh'));
  await same('after a title, a new document, and a file that is gone');

  // What is committed is another commit for every page, and a version for one.
  commit('Second');
  const before = await keptPages();
  await edit('PROCED-WEB-001-restart.md', (text) =>
    text.replace('```bash\n', '```bash\n# first\n'),
  );
  await same('after a commit and a change in one document');
  const after = await keptPages();
  const again = [...after].filter(([name, made]) => before.get(name) !== made).length;
  expect(again).toBeGreaterThan(0);
  expect([...after].filter(([name, made]) => before.get(name) === made).length).toBeGreaterThan(0);

  await rm(path.join(root, 'late.md'));
  await appendFile(path.join(root, 'procs.config.yaml'), 'site:\n  title: Another desk\n');
  await damage('pages');
  await damage('site');
  await Promise.all([
    same('after a document was removed, another title of the site, and damage'),
    procsSite(['build', '--root', 'docs', '--out', 'beside'], folder),
  ]);
  expect(await filesOf('beside')).toEqual(await filesOf('out'));
}, 600_000);

/** Builds with what was kept, and without: the pages as a program are not what this is about. */
async function same(when: string) {
  const built = await procsSite(['build', '--root', 'docs', '--out', 'out'], folder);
  expect(built.status, built.stderr).toBe(0);
  const clean = path.join(folder, 'clean-cache');
  await rm(clean, { recursive: true, force: true });
  await mkdir(clean);
  await cp(path.join(cache, 'site'), path.join(clean, 'site'), { recursive: true });
  process.env.PROCS_CACHE_DIR = clean;
  const fresh = await procsSite(['build', '--root', 'docs', '--out', 'clean'], folder);
  process.env.PROCS_CACHE_DIR = cache;
  expect(fresh.status, fresh.stderr).toBe(0);
  expect(await filesOf('out'), when).toEqual(await filesOf('clean'));
}

/** Hashes of all files of a folder. */
async function filesOf(name: string): Promise<Record<string, string>> {
  const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const hash = createHash('sha256').update(await readFile(file));
    files[path.relative(path.join(folder, name), file)] = hash.digest('hex');
  }
  return files;
}

/** When each kept page was written. */
async function keptPages(): Promise<Map<string, string>> {
  const pages = await allFiles(path.join(cache, 'pages'));
  const found = await Promise.all(
    pages.map(async (file) => {
      const { ino, mtimeMs } = await stat(file);
      return [file, `${ino} ${mtimeMs}`] as const;
    }),
  );
  return new Map(found);
}

/** Cuts every second kept file short. */
async function damage(name: string) {
  const files = (await allFiles(path.join(cache, name))).filter((_, at) => at % 2 === 0);
  for (const file of files) await writeFile(file, (await readFile(file)).subarray(0, 100));
}

async function allFiles(at: string): Promise<string[]> {
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

async function edit(name: string, change: (text: string) => string) {
  const file = path.join(root, name);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

function commit(message: string) {
  git('add', '-A');
  git('-c', 'user.name=desk', '-c', 'user.email=desk@example.com', 'commit', '-qm', message);
}

function git(...args: string[]) {
  execFileSync('git', ['-C', root, ...args]);
}
