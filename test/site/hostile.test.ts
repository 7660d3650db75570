/** Two hundred hostile documents on one site: nothing of theirs runs, and nothing is asked of another host. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watch } from './browser.ts';
import { hostileDocuments } from './hostile.ts';
import { type Outcome, openBrowser, procsSite, type Server, serve } from './support.ts';

const documents = hostileDocuments();
let folder: string;
let built: Outcome;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-site-test-'));
  await mkdir(path.join(folder, 'docs'));
  for (const [name, text] of documents) await writeFile(path.join(folder, 'docs', name), text);
  built = await procsSite(['build', '--root', 'docs', '--out', 'out', '--base', '/x/'], folder);
  server = await serve(path.join(folder, 'out'), '/x/');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page of a browser that keeps no copy of the site: fetching all of it is not what is looked at here. */
async function opened() {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
  });
  const page = await context.newPage();
  return { context, page, complaints: watch(page, server.url) };
}

/** Opens what is folded, and does to every part of the page what sets scripts off. */
async function poke(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const events = ['mouseover', 'click', 'toggle', 'focus', 'load', 'error'];
    for (const element of document.querySelectorAll<HTMLElement>('main *:not(a):not(button)')) {
      for (const name of events) element.dispatchEvent(new MouseEvent(name, { bubbles: false }));
    }
  });
}

/** What there is on a page that the site itself did not put there. */
function strange(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    // The site's own scripts come from its folder of them.
    const kinds =
      'script:not([src^="/x/_astro/"]), iframe, frame, object, embed, base, meta, link, style, math, form[action]';
    for (const element of document.querySelectorAll(`main :is(${kinds})`))
      found.push(element.outerHTML.slice(0, 100));
    for (const element of document.querySelectorAll('body :not(site-search, site-search *)')) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${name}=${value}`);
        if (!/^(?:href|src|srcset|action|data|formaction|xlink:href)$/i.test(name)) continue;
        const isPicture = element.tagName === 'IMG' && value.startsWith('data:image/svg+xml,');
        if (
          isPicture ||
          /^(?:\/x\/|#|\.\/|(?:\.\.\/)+[\w-]+\/print\/|https?:\/\/|mailto:|$)/.test(value)
        )
          continue;
        found.push(`${name}=${value}`);
      }
    }
    const hit = (window as unknown as { hit?: string }).hit;
    if (hit !== undefined) found.push(`ran: ${hit}`);
    return found;
  });
}

it('is built of all of them', async () => {
  expect(built.stderr).not.toContain('    at ');
  expect(built.status).toBe(0);
  expect(documents.size).toBeGreaterThanOrEqual(200);
  const index = JSON.parse(await readFile(path.join(folder, 'out/index.json'), 'utf8'));
  expect(index.procedures).toHaveLength(documents.size);
});

it('runs nothing of theirs, reaches nobody and reports nothing, on any page', async () => {
  const index = JSON.parse(await readFile(path.join(folder, 'out/index.json'), 'utf8'));
  const own: string[] = index.procedures.map(({ url }: { url: string }) => url.replace('./', ''));
  const waiting = [
    ...['', 'catalogue/', 'graph/', 'roles/', 'review/', 'runs/', 'rules/'],
    ...own,
    ...own.filter((_, at) => at % 7 === 0).map((address) => `${address}print/`),
  ];
  const wrong: string[] = [];
  const look = async () => {
    const { context, page, complaints } = await opened();
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      await page.goto(server.url + address);
      await poke(page);
      wrong.push(...(await strange(page)).map((one) => `${address}: ${one}`));
      wrong.push(...complaints.splice(0).map((one) => `${address}: ${one}`));
    }
    await context.close();
  };
  await Promise.all([look(), look()]);
  expect(wrong).toEqual([]);
}, 600_000);

it('runs nothing of theirs in what is found, and in what is found in their text', async () => {
  const { context, page, complaints } = await opened();
  await page.goto(server.url);
  for (const typed of [
    'evil-001',
    'window hit',
    'script',
    'onerror',
    'constructor',
    '<img src=x onerror=window.hit=1>',
  ]) {
    await page.locator('#find').fill(typed);
    await page.locator('#found li, .passages a').first().waitFor();
    await page.waitForLoadState('networkidle');
  }
  await page.goto(`${server.url}catalogue/?owner=%3Cscript%3Ewindow.hit%3D1%3C/script%3E`);
  await page.locator('button[data-open-modal]:enabled').waitFor();
  const box = page.locator('#starlight__search input');
  await page.keyboard.press('Control+k');
  await box.waitFor();
  for (const typed of ['script', 'onerror']) {
    await box.fill(typed);
    await page.locator('#starlight__search a[href*="/p/"]').first().waitFor();
    await page.waitForLoadState('networkidle');
  }
  expect(await strange(page).then((all) => all.filter((one) => one.startsWith('ran')))).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

it('holds what other programs read together', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const feed = await readFile(path.join(folder, 'out/feed.xml'), 'utf8');
  await page.goto(server.url);
  const parsed = await page.evaluate((xml) => {
    const document = new DOMParser().parseFromString(xml, 'application/xml');
    const names = [...document.getElementsByTagName('*')].map((e) => e.localName);
    return [...new Set(names)].sort();
  }, feed);
  expect(
    parsed.filter(
      (name) => !/^(?:feed|id|title|author|name|link|updated|entry|summary)$/.test(name),
    ),
  ).toEqual([]);
  const llms = await readFile(path.join(folder, 'out/llms.txt'), 'utf8');
  expect(llms.split('\n').filter((line) => line.startsWith('- [')).length).toBe(documents.size + 1);
  await context.close();
});
