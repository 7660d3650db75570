/** The copy that a browser keeps: whole, said to be one, and never in place of a newer page that can be had. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, patiently, procsSite, type Server, serve } from './support.ts';

const base = '/night/';
let folder: string;
let browser: Browser;
let server: Server;
let context: BrowserContext;
let page: Page;

const first = `---
id: PROCED-TAP-001
title: Close the tap
version: 1.0.0
language: en
---

# PROCED-TAP-001: Close the tap

## Procedure

### Step 1: Turn it to the right

\`\`\`bash
echo closed
\`\`\`

See PROCED-TAP-002, in case of a periwinkle.
`;
const second = `---
id: PROCED-TAP-002
title: Open the tap
language: en
---

# PROCED-TAP-002: Open the tap

## Procedure

### Step 1: Turn it to the left
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-site-test-'));
  await writeFile(path.join(folder, 'PROCED-TAP-001.md'), first);
  await writeFile(path.join(folder, 'PROCED-TAP-002.md'), second);
  await build('2030-01-02T03:04:05Z', 'one');
  await writeFile(
    path.join(folder, 'PROCED-TAP-001.md'),
    first.replace('Turn it to the right', 'Turn it to the right, gently'),
  );
  await build('2030-02-03T04:05:06Z', 'two');
  await writeFile(path.join(folder, 'procs.config.yaml'), 'site: { offline: false }\n');
  await build('2030-03-04T05:06:07Z', 'off');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  server = await serve(path.join(folder, 'one'), base);
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(server.url);
  await page.locator('#offline-state[data-kept]').waitFor();
});

afterEach(async () => {
  await context.close();
  await server.close();
});

async function build(moment: string, name: string): Promise<void> {
  process.env.SOURCE_DATE_EPOCH = String(Date.parse(moment) / 1000);
  try {
    const args = ['build', '--root', '.', '--out', name, '--base', base];
    expect(await procsSite(args, folder)).toMatchObject({ status: 0 });
  } finally {
    delete process.env.SOURCE_DATE_EPOCH;
  }
}

const copy = () => page.locator('#offline-copy');
const kept = () => page.evaluate(() => caches.keys());

/** The same address, with another build behind it or none. */
async function replaced(name: string | null): Promise<void> {
  const { port } = new URL(server.url);
  await server.close();
  if (name !== null) server = await serve(path.join(folder, name), base, Number(port));
}

describe('without a network', () => {
  beforeEach(() => replaced(null));

  it('opens pages that were never opened before, and says that they are a copy and from when', async () => {
    await page.goto(`${server.url}p/proced-tap-001/`);
    expect(await page.locator('h1').textContent()).toBe('Close the tap');
    expect(await copy().isVisible()).toBe(true);
    expect(await copy().innerText()).toMatch(/Offline copy.*2030-01-02 03:04 UTC.*newer version/s);
    expect(
      await page
        .locator('.block pre')
        .first()
        .evaluate((e) => getComputedStyle(e).whiteSpace),
    ).not.toBe('normal');
    await page.getByRole('link', { name: 'PROCED-TAP-002' }).first().click();
    await page.waitForURL('**/p/proced-tap-002/');
    expect(await copy().isVisible()).toBe(true);
  });

  it('finds by ID and in the full text', async () => {
    await page.goto(server.url);
    await page.locator('#find').fill('tap-002');
    await page.locator('#found .is-first', { hasText: 'PROCED-TAP-002' }).waitFor();
    await page.locator('#find').fill('periwinkle');
    await page.locator('.passages a', { hasText: 'Close the tap' }).waitFor();
  });

  it('keeps the filters of the catalogue', async () => {
    await page.goto(`${server.url}catalogue/?language=en`);
    expect(await page.locator('tbody tr:visible').count()).toBe(2);
  });

  it('says so of a page that there is none of', async () => {
    const response = await page.goto(`${server.url}p/never-was/`);
    expect(response?.status()).toBe(404);
    expect(await copy().isVisible()).toBe(true);
  });
});

describe('with a network', () => {
  it('shows the page as it is now, and no word of a copy', async () => {
    await replaced('two');
    await page.goto(`${server.url}p/proced-tap-001/`);
    expect(await page.locator('h4, h3').allTextContents()).toContainEqual(
      expect.stringContaining('gently'),
    );
    expect(await copy().isVisible()).toBe(false);
  });

  it('keeps the new build whole and lets go of the old one', async () => {
    const [before] = await kept();
    await replaced('two');
    await page.goto(server.url);
    await expect.poll(kept, patiently).not.toContain(before);
    expect(await kept()).toHaveLength(1);
    await replaced(null);
    await page.goto(`${server.url}p/proced-tap-001/`);
    expect(await page.locator('main').innerText()).toContain('gently');
    expect(await copy().innerText()).toContain('2030-02-03 04:05 UTC');
    // Nothing in it changed but the stamp: it is not fetched again for that.
    await page.goto(`${server.url}p/proced-tap-002/`);
    expect(await copy().innerText()).toContain('2030-01-02 03:04 UTC');
  });

  it('falls back on the copy where the server only says that it is broken', async () => {
    await context.route(`${server.url}p/**`, (route) => route.fulfill({ status: 503, body: 'x' }));
    await page.goto(`${server.url}p/proced-tap-001/`);
    expect(await page.locator('h1').textContent()).toBe('Close the tap');
    expect(await copy().isVisible()).toBe(true);
  });

  it('takes nothing of a build that is half in place', async () => {
    const before = await kept();
    await cp(path.join(folder, 'two'), path.join(folder, 'half'), { recursive: true });
    const list = path.join(folder, 'half/offline.json');
    const text = await readFile(list, 'utf8');
    await writeFile(list, text.replace(/"build":"\w+"/, '"build":"another"'));
    await replaced('half');
    await page.goto(server.url);
    // It is taken in at once, and given up.
    await page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration();
      await worker?.update();
      while (worker?.installing) await new Promise((done) => setTimeout(done, 20));
    });
    await replaced(null);
    await page.goto(`${server.url}p/proced-tap-001/`);
    expect(await page.locator('main').innerText()).not.toContain('gently');
    expect(await copy().innerText()).toContain('2030-01-02');
    expect(await kept()).toContain(before[0]);
  });

  it('takes itself away where the configuration turns it off', async () => {
    await replaced('off');
    await page.goto(server.url);
    expect(await copy().count()).toBe(0);
    // Nothing on the page asks for the worker any more: the browser itself looks after it.
    await page.evaluate(() =>
      navigator.serviceWorker.getRegistration().then((one) => one?.update()),
    );
    await expect.poll(kept, patiently).toEqual([]);
    await expect
      .poll(
        () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
        patiently,
      )
      .toBe(0);
  });
});
