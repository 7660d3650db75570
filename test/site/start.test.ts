/** How `procs site` starts, refuses and fails; and the server that follows edits. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watch } from './browser.ts';
import { documents, openBrowser, procsSite } from './support.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-site-test-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('procs site build', () => {
  it('does not touch a folder that it did not build', async () => {
    await mkdir(path.join(folder, 'site-dist'));
    await writeFile(path.join(folder, 'site-dist/mine.txt'), 'precious');
    const outcome = await procsSite(['build', '--root', documents], folder);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toMatch(/not empty and was not built by procs.*--out/);
    expect(await readdir(path.join(folder, 'site-dist'))).toEqual(['mine.txt']);
  });

  it('says that there is no such root, without a stack', async () => {
    const outcome = await procsSite(['build', '--root', 'nowhere'], folder);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain(`There is no folder ${path.join(folder, 'nowhere')}`);
    expect(outcome.stderr).not.toContain('    at ');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['/a b/', '../up', '/x/../y', 'https://example.com/'])(
    'refuses %s as a base path',
    async (base) => {
      await expect(
        procsSite(['build', '--root', documents, '--base', base], folder),
      ).rejects.toThrow(/path of an address/);
    },
  );

  it('publishes what it can, says what it left out, and replaces what it built before', async () => {
    const root = path.join(folder, 'docs');
    await mkdir(root);
    await writeFile(
      path.join(root, 'good.md'),
      '# Good\n\n## Procedure\n\n### Step 1: Go\n\n```bash\ntrue\n```\n',
    );
    await writeFile(
      path.join(root, 'yaml.md'),
      '---\nid: [unclosed\n---\n# Broken front matter\n\ntext that stays\n',
    );
    await writeFile(
      path.join(root, 'twin-a.md'),
      '---\nid: PROC-X-001\n---\n# PROC-X-001: First\n',
    );
    await writeFile(
      path.join(root, 'twin-b.md'),
      '---\nid: PROC-X-001\n---\n# PROC-X-001: Second\n',
    );
    await writeFile(path.join(root, 'binary.md'), Buffer.from([0x23, 0x20, 0, 1, 2]));
    await writeFile(path.join(root, 'empty.md'), '');
    const first = await procsSite(['build', '--root', 'docs'], folder);
    expect(first).toMatchObject({ status: 0 });
    expect(first.stderr).toMatch(/Left out: binary\.md: .*NUL/);
    const pages = path.join(folder, 'site-dist/p');
    expect((await readdir(pages)).sort()).toEqual([
      'empty',
      'good',
      'proc-x-001',
      'proc-x-001--2',
      'yaml',
    ]);
    expect(await readFile(path.join(pages, 'yaml/index.html'), 'utf8')).toContain(
      'text that stays',
    );
    expect(await readFile(path.join(pages, 'proc-x-001/index.html'), 'utf8')).toContain(
      'twin-b.md',
    );
    expect(await readFile(path.join(folder, 'site-dist/index.html'), 'utf8')).toContain(
      'binary.md',
    );

    await rm(path.join(root, 'good.md'));
    const second = await procsSite(['build', '--root', 'docs'], folder);
    expect(second.status).toBe(0);
    expect(await readdir(pages)).not.toContain('good');
  });

  it('builds a site of no documents', async () => {
    await mkdir(path.join(folder, 'docs'));
    const outcome = await procsSite(['build', '--root', 'docs', '--out', 'out'], folder);
    expect(outcome).toMatchObject({ status: 0 });
    expect(await readdir(path.join(folder, 'out'))).toContain('index.html');
  });
});

/** Nobody: where these tests are root's, who may write everywhere. */
const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const isReadable = spawnSync('test', ['-r', path.join(modules, 'astro')], other).status === 0;

describe.skipIf(!isReadable)('procs installed for everybody', () => {
  it('builds a site from what its package holds, where nothing of it may be written', async () => {
    const own = fileURLToPath(new URL('../..', import.meta.url));
    const installed = path.join(folder, 'procs');
    const home = path.join(folder, 'home');
    await mkdir(installed);
    await mkdir(path.join(home, 'docs'), { recursive: true });
    await writeFile(path.join(home, 'docs/relay.md'), '# Restart the relay\n\nText.\n');
    const { files } = JSON.parse(await readFile(path.join(own, 'package.json'), 'utf8'));
    for (const name of ['package.json', ...files])
      await cp(path.join(own, name), path.join(installed, name), { recursive: true });
    await symlink(await realpath(modules), path.join(installed, 'node_modules'));
    execFileSync('chmod', ['-R', 'a+rX,a-w', installed]);
    execFileSync('chmod', ['-R', 'a+rwX', home]);
    execFileSync('chmod', ['a+rx', folder]);
    const bin = path.join(installed, 'bin/procs.js');
    const built = spawnSync(process.execPath, [bin, 'site', 'build', '--root', 'docs'], {
      ...other,
      cwd: home,
      env: { ...process.env, HOME: home, PROCS_CACHE_DIR: path.join(home, 'cache') },
      encoding: 'utf8',
    });
    execFileSync('chmod', ['-R', 'u+w', installed]);
    expect(built, built.stderr).toMatchObject({ status: 0 });
    const page = await readFile(path.join(home, 'site-dist/p/relay/index.html'), 'utf8');
    expect(page).toContain('Restart the relay');
    expect((await readdir(installed)).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 300_000);
});

describe('procs site dev', () => {
  it('shows an edit, and a new document, without being asked again', async () => {
    const root = path.join(folder, 'docs');
    await cp(documents, root, { recursive: true });
    const port = await freePort();
    const settings = {
      command: 'dev',
      compiler: new URL('../../src/index.ts', import.meta.url).href,
      root,
      cwd: folder,
      out: path.join(folder, 'unused'),
      base: '/ops/',
      port,
    };
    const script = fileURLToPath(new URL('../../site/run.mjs', import.meta.url));
    const server = spawn(process.execPath, [script, JSON.stringify(settings)], { cwd: folder });
    const browser = await openBrowser();
    try {
      let said = '';
      await new Promise<void>((done, fail) => {
        server.stdout.on('data', (chunk) => {
          said += chunk;
          if (said.includes('The site is at')) done();
        });
        server.stderr.on('data', (chunk) => (said += chunk));
        server.once('exit', () => fail(new Error(said)));
      });
      const page = await browser.newPage();
      // The first page is put together when it is asked for.
      page.setDefaultTimeout(120_000);
      await page.goto(`http://127.0.0.1:${port}/ops/p/proced-web-001/`);
      await page.getByRole('heading', { name: 'Take the node out' }).waitFor();
      await page.waitForLoadState('networkidle');
      const file = path.join(root, 'PROCED-WEB-001-restart.md');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('Take the node out', 'Take it out at once'));
      await page.getByRole('heading', { name: 'Take it out at once' }).waitFor();
      const beside = page.locator('.step .finding', { hasText: 'PROCED-NONE-777' });
      expect(await beside.count()).toBe(0);
      await writeFile(
        file,
        text.replace('Ask the shift lead', 'See PROCED-NONE-777. Ask the lead'),
      );
      await beside.waitFor();
      const listed = page.locator('.findings li', { hasText: 'PROCED-NONE-777' });
      expect(await listed.locator('.where a').getAttribute('href')).toBe('#step-1-2');
      await page.goto(`http://127.0.0.1:${port}/ops/`);
      await page.waitForLoadState('networkidle');
      await writeFile(path.join(root, 'added.md'), '# Added while it runs\n');
      await page.getByText('Added while it runs').first().waitFor();
      const complaints = watch(page, `http://127.0.0.1:${port}/`);
      for (const address of [
        '',
        'catalogue/',
        'graph/',
        'roles/',
        'review/',
        'rules/',
        'p/proced-web-001/',
        'p/proced-web-001/print/',
      ]) {
        await page.goto(`http://127.0.0.1:${port}/ops/${address}`, { waitUntil: 'load' });
        await page.waitForLoadState('networkidle');
        const own = complaints.filter((one) => !/^console: \[(?:vite|DOM)\]/.test(one));
        expect(own, address).toEqual([]);
      }
      page.removeAllListeners('console');
      // Nothing but the site, and for nobody who only took this machine's name.
      expect(await statusOf(port, '/ops/', 'evil.example')).toBe(403);
      expect(await statusOf(port, '/ops/..%2fserver/entry.mjs', 'localhost')).toBe(404);
      const missing = await page.goto(`http://127.0.0.1:${port}/ops/p/no-such-thing/`);
      expect(missing?.status()).toBe(404);
      await appendFile(path.join(root, 'added.md'), '\ntext\n');
    } finally {
      await browser.close();
      server.removeAllListeners('exit');
      const closed = new Promise((done) => server.once('close', done));
      server.kill('SIGTERM');
      await closed;
    }
    expect((await readdir(folder)).sort()).toEqual(['docs']);
  }, 300_000);
});

function statusOf(port: number, address: string, host: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    get({ host: '127.0.0.1', port, path: address, headers: { host } }, (response) => {
      response.resume();
      done(response.statusCode);
    }).once('error', fail);
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
