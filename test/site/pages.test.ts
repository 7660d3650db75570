/** The pages beside the procedures, of a team's own repository with a configuration, a history and a run. */
import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broken } from './axe.ts';
import { watch } from './browser.ts';
import { type Outcome, openBrowser, patiently, procsSite, type Server, serve } from './support.ts';

const team = fileURLToPath(new URL('./team', import.meta.url));
const procs = fileURLToPath(new URL('../../bin/procs.js', import.meta.url));
let folder: string;
let built: Outcome;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-site-test-'));
  const root = path.join(folder, 'team');
  await cp(team, root, { recursive: true });
  commit(root, 'Bring in the desk', '2025-07-01T10:00:00Z');
  await appendFile(path.join(root, 'operations/PROCED-DB-010-promote-replica.md'), '\nEnd.\n');
  commit(root, 'Say <b>where</b> it ends & why', '2026-02-03T04:05:06Z');
  run(root);
  built = await procsSite(
    ['build', '--root', 'team', '--out', 'out', '--base', '/desk/', '--runs', 'runs'],
    folder,
  );
  server = await serve(path.join(folder, 'out'), '/desk/');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

function commit(root: string, message: string, date: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Desk', '-c', 'user.email=desk@example.org', ...args], {
      cwd: root,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      stdio: 'ignore',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', message);
}

/** A real run, so that its journal is one. */
function run(root: string): void {
  execFileSync(process.execPath, [procs, 'run', 'PROCED-MAIL-002', '--root', root, '--yes'], {
    cwd: root,
    env: { ...process.env, PROCS_RUNS_DIR: path.join(folder, 'runs') },
    stdio: 'ignore',
  });
}

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await page.goto(server.url + address);
  return page;
}

const text = (name: string): Promise<string> => readFile(path.join(folder, 'out', name), 'utf8');

it('is built without a word of warning', () => {
  expect(built.stderr).not.toMatch(/site\.|contrast| {4}at /);
  expect(built).toMatchObject({ status: 0 });
});

describe('the front page', () => {
  it.each([
    ['mail-001', 'proced-mail-001'],
    ['facturación con retraso', 'proced-mail-001'],
    ['el correo no sale', 'proced-mail-001'],
    ['read-only transaction', 'proced-db-010'],
    ['how far is the replica', 'proced-db-010'],
  ])('leads by an ID or a symptom, with the keyboard alone (%s)', async (typed, wanted) => {
    const page = await open('');
    await page.waitForLoadState('networkidle');
    await page.keyboard.type(typed);
    await page.locator('#found li.is-first').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/p/${wanted}/`);
    await page.context().close();
  });

  it('shows what the full text says beneath what has the name', async () => {
    const page = await open('');
    const complaints = watch(page, server.url);
    await page.keyboard.type('long queue');
    const passage = page.locator('.passages:not([hidden]) a, #found a').first();
    await passage.waitFor();
    await page
      .locator('.passages a', { hasText: 'Notes on shifts' })
      .or(page.locator('#found a', { hasText: 'Notes on shifts' }))
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('lists incidents first, then what changed lately with what git says of it, then what is overdue', async () => {
    const page = await open('', { javaScriptEnabled: false });
    expect(
      await page.locator('.listed section').evaluateAll((all) => all.map((s) => s.id)),
    ).toEqual(['incident', 'changed', 'overdue', 'others']);
    expect(await page.locator('#incident .id').allTextContents()).toEqual([
      'PROCED-DB-010',
      'PROCED-MAIL-001',
    ]);
    const first = page.locator('#changed li').first();
    expect(await first.locator('.id').textContent()).toBe('PROCED-DB-010');
    expect(await first.locator('.more').innerText()).toBe(
      '2026-02-03 · Say <b>where</b> it ends & why',
    );
    expect(await page.locator('#overdue .id').allTextContents()).toEqual(['PROCED-MAIL-001']);
    await page.context().close();
  });
});

describe('the catalogue', () => {
  it('is filtered with the keyboard, and keeps the filter in its address', async () => {
    const page = await open('catalogue/');
    const shown = page.locator('tbody tr:not([hidden]) .id');
    await page.getByLabel('Environment').focus();
    await page.keyboard.type('staging');
    await expect.poll(() => shown.allTextContents(), patiently).toEqual(['PROCED-DB-010']);
    expect(page.url()).toBe(`${server.url}catalogue/?environment=staging`);
    await page.reload();
    await expect.poll(() => shown.allTextContents(), patiently).toEqual(['PROCED-DB-010']);
    expect(await page.locator('.count').textContent()).toBe('1 procedure');
    await page.getByRole('button', { name: 'Clear filters' }).press('Enter');
    await expect.poll(() => shown.count(), patiently).toBe(4);
    expect(page.url()).toBe(`${server.url}catalogue/`);
    await page.context().close();
  });

  it('takes a role in any case, and says when nothing is left', async () => {
    const page = await open('catalogue/?role=operador');
    const shown = page.locator('tbody tr:not([hidden]) .id');
    await expect
      .poll(() => shown.allTextContents(), patiently)
      .toEqual(['PROCED-MAIL-001', 'PROCED-MAIL-002']);
    await page.getByLabel('State').selectOption('draft');
    await expect
      .poll(() => page.locator('.count').textContent(), patiently)
      .toMatch(/No procedure meets/);
    await page.context().close();
  });

  it('passes over a filter that its address names and that there is none of', async () => {
    const page = await open('catalogue/?owner=%3Cscript%3E&nothing=1');
    await expect.poll(() => page.locator('tbody tr:not([hidden])').count(), patiently).toBe(4);
    await page.context().close();
  });

  it('shows everything, and no filter that does nothing, without JavaScript', async () => {
    const page = await open('catalogue/?owner=messaging', { javaScriptEnabled: false });
    expect(await page.locator('tbody tr:visible').count()).toBe(4);
    expect(await page.locator('select:visible').count()).toBe(0);
    await page.context().close();
  });
});

describe('the graph', () => {
  it.each(['light', 'dark'] as const)('can be followed in the %s theme', async (colorScheme) => {
    const page = await open('graph/', { colorScheme });
    expect(await page.locator('svg .edge.is-call').count()).toBe(2);
    expect(await page.locator('svg.graph .edge.is-reference').count()).toBe(2);
    const seen = await page.locator('svg.graph').evaluate((svg) => {
      const colour = (selector: string, property: 'fill' | 'stroke') =>
        getComputedStyle(svg.querySelector(selector)!)[property];
      return {
        name: colour('.node .name', 'fill'),
        call: colour('.edge.is-call', 'stroke'),
        ground: getComputedStyle(document.body).backgroundColor,
        pattern: getComputedStyle(svg.querySelector('.edge.is-reference')!).strokeDasharray,
      };
    });
    expect(new Set([seen.name, seen.ground]).size).toBe(2);
    expect(seen.call).not.toBe(seen.ground);
    expect(seen.pattern).not.toBe('none');
    await page
      .getByRole('link', { name: 'PROCED-MAIL-002 Restart the mail relay' })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/p/proced-mail-002/');
    await page.context().close();
  });

  it('says the same as text, and names what stands alone', async () => {
    const page = await open('graph/', { javaScriptEnabled: false });
    await page.locator('details.edges summary').click();
    const said = (await page.locator('details.edges').innerText()).replace(/\s+/g, ' ');
    expect(said).toContain('PROCED-MAIL-001 calls PROCED-MAIL-002');
    expect(said).toContain('PROCED-DB-010 mentions PROCED-MAIL-001');
    expect(said).toContain('PROCED-MAIL-002 mentions PROCED-MAIL-001');
    await page.goto(`${server.url}p/proced-mail-001/`);
    await page.locator('.neighbourhood summary').click();
    const near = page.locator('.neighbourhood svg a');
    expect(await near.count()).toBe(4);
    expect(await page.locator('.neighbourhood p').innerText()).toMatch(/llama a PROCED-MAIL-002/);
    await page.goto(`${server.url}graph/`);
    await page.locator('details.alone summary').click();
    expect(await page.locator('details.alone').innerText()).toContain('notes-on-shifts');
    await page.context().close();
  });
});

describe('roles', () => {
  it('answers what a role is responsible for, in every procedure and language', async () => {
    const page = await open('roles/');
    await page.getByRole('link', { name: 'Operador', exact: true }).click();
    await page.waitForURL('**/roles/operador/');
    const said = (await page.locator('.lists').innerText()).replace(/\s+/g, ' ');
    expect(said).toMatch(
      /PROCED-MAIL-001 .* R Medir la cola R Entregar PROCED-MAIL-002 .* R Restart/,
    );
    await page.getByRole('link', { name: 'Medir la cola' }).click();
    await page.waitForURL('**/p/proced-mail-001/#etapa-1');
    await page.goto(`${server.url}roles/messaging/`);
    expect(await page.locator('.lists').innerText()).toContain('PROCED-MAIL-002');
    await page.context().close();
  });
});

describe('review', () => {
  it('has what is overdue first, and how much a machine can check', async () => {
    const page = await open('review/');
    const rows = await page.locator('tbody tr').allInnerTexts();
    expect(rows[0]).toMatch(
      /PROCED-MAIL-001[\s\S]*2025-01-15\s*review overdue[\s\S]*1\/2 \(50 %\)/,
    );
    const restart = rows.find((row) => row.includes('PROCED-MAIL-002'));
    expect(restart).toMatch(/1\/1 \(100 %\)[\s\S]*passed/);
    await page.context().close();
  });
});

describe('runs', () => {
  it('tells each run that the build was given, from its journal', async () => {
    const page = await open('runs/');
    await page.locator('tbody a').first().click();
    await page.waitForURL('**/runs/*PROCED-MAIL-002*/');
    const told = await page.locator('.run-story').innerText();
    expect(told).toContain('the same that this site publishes');
    expect(told).toMatch(/step 1\.1\s+Start it anew/);
    expect(await page.locator('.audit li').first().textContent()).toMatch(
      /intact|not everything is proven/,
    );
    expect(await page.locator('.told .badge').textContent()).toBe('passed');
    expect(await page.locator('.story .verdict-passed').count()).toBeGreaterThan(2);
    await page.context().close();
  });
});

describe('for other programs', () => {
  it('is a feed that parses, with whole addresses', async () => {
    const page = await open('');
    const feed = await page.evaluate(
      (xml) => {
        const document = new DOMParser().parseFromString(xml, 'application/xml');
        const all = (name: string) => [...document.getElementsByTagName(name)];
        return {
          errors: all('parsererror').length,
          titles: all('title').map((e) => e.textContent),
          summaries: all('summary').map((e) => e.textContent),
          links: all('link').map((e) => e.getAttribute('href')),
          ids: all('id').map((e) => e.textContent),
        };
      },
      await text('feed.xml'),
    );
    expect(feed.errors).toBe(0);
    expect(feed.titles.slice(0, 2)).toEqual(['Night desk', 'PROCED-DB-010: Promote the replica']);
    expect(feed.summaries[0]).toBe('Say <b>where</b> it ends & why');
    expect(feed.links).toContain('https://ops.example.org/desk/p/proced-db-010/');
    expect(feed.links.every((link) => link?.startsWith('https://ops.example.org/desk/'))).toBe(
      true,
    );
    expect(new Set(feed.ids).size).toBe(feed.ids.length);
    await page.context().close();
  });

  it('is an index, a list for language models, and a sitemap', async () => {
    const index = JSON.parse(await text('index.json'));
    expect(index.procedures).toHaveLength(4);
    expect(index.procedures.find(({ id }: { id: string }) => id === 'PROCED-DB-010')).toMatchObject(
      {
        url: 'https://ops.example.org/desk/p/proced-db-010/',
        changed: '2026-02-03T04:05:06+00:00',
        environments: ['production', 'staging'],
        criteria: { total: 1, declared: 1 },
      },
    );
    expect(await text('llms.txt')).toContain(
      '- [PROCED-MAIL-002: Restart the mail relay](https://ops.example.org/desk/p/proced-mail-002/): active, 1.0.0, Messaging',
    );
    expect(await text('sitemap.xml')).toContain(
      '<loc>https://ops.example.org/desk/p/proced-mail-001/</loc>',
    );
  });
});

describe('the look', () => {
  it.each([
    ['light', 'rgb(122, 62, 0)'],
    ['dark', 'rgb(255, 181, 97)'],
  ] as const)(
    'has the title, logo, colour (%s) and style of the configuration',
    async (colorScheme, colour) => {
      const page = await open('catalogue/', { colorScheme });
      expect(await page.title()).toBe('Catalogue | Night desk');
      const logo = page.locator('.bar .logo');
      await logo.waitFor();
      expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
        0,
      );
      expect(
        await page
          .locator('td.id a')
          .first()
          .evaluate((a) => getComputedStyle(a).color),
      ).toBe(colour);
      expect(
        await page.locator('.bar .site').evaluate((a) => getComputedStyle(a).letterSpacing),
      ).toBe('3px');
      await page.context().close();
    },
  );

  it('leads to where a document is edited', async () => {
    const page = await open('p/proced-mail-001/');
    expect(
      await page.getByRole('link', { name: 'Editar este documento' }).getAttribute('href'),
    ).toBe('https://git.example.org/ops/edit/main/operations/PROCED-MAIL-001-cola-atascada.md');
    await page.context().close();
  });
});

describe('any of these pages', () => {
  const pages = ['', 'catalogue/', 'graph/', 'roles/', 'roles/operador/', 'review/', 'runs/'];

  it.each(pages)(
    'is no wider than 320 pixels, and readable without JavaScript (%s)',
    async (address) => {
      const narrow = await open(address, { viewport: { width: 320, height: 640 } });
      expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        320,
      );
      await narrow.context().close();
      const plain = await open(address, { javaScriptEnabled: false });
      expect(await plain.locator('main').innerText()).toMatch(/PROCED-MAIL-002|Shift lead/);
      expect(await plain.locator('footer').innerText()).toMatch(/Built from [0-9a-f]{12}/);
      await plain.context().close();
    },
  );
});

describe('for everybody', () => {
  it.each([
    '',
    'catalogue/',
    'graph/',
    'roles/',
    'roles/operador/',
    'review/',
    'runs/',
    'runs/RUN/',
    'rules/',
    'p/proced-mail-001/',
    'p/proced-mail-002/',
    'p/proced-mail-001/print/',
    '404.html',
  ])(
    'axe has nothing against a page, nor has the page, which asks no other host and repeats no id (%s)',
    async (address) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints = watch(page, server.url);
      const [run = ''] = await readdir(path.join(folder, 'runs'));
      await page.goto(server.url + address.replace('RUN', run), { waitUntil: 'networkidle' });
      const { found, asked } = await broken(page);
      expect(found).toEqual([]);
      expect(asked).toBeGreaterThan(20);
      expect(complaints).toEqual([]);
      expect(
        await page.evaluate(() => {
          const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
          return ids.filter((id, n) => ids.indexOf(id) !== n);
        }),
      ).toEqual([]);
      await context.close();
    },
  );
});

describe('an address that leads nowhere', () => {
  it('looks up at once what comes nearest to it', async () => {
    const page = await open('p/PROCED-MAIL-01/print/');
    await page.locator('#found li.is-first', { hasText: 'PROCED-MAIL-001' }).waitFor();
    expect(await page.locator('h1').textContent()).toBe('There is no such page');
    await page.getByLabel('ID, part of it, or symptom').press('Enter');
    await page.waitForURL('**/p/proced-mail-001/');
    await page.context().close();
  });
});

it('leaves nothing in the repository', async () => {
  expect((await readdir(path.join(folder, 'team'))).sort()).toEqual(
    ['.git', ...(await readdir(team))].sort(),
  );
});
