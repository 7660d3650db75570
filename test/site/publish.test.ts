/** A built site in a real browser: what an engineer does with it at three in the morning. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  documents,
  type Outcome,
  openBrowser,
  patiently,
  procsSite,
  type Server,
  serve,
} from './support.ts';

const base = '/ops/';
let folder: string;
let built: Outcome;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-site-test-'));
  built = await procsSite(
    ['build', '--root', documents, '--out', 'public', '--base', 'ops'],
    folder,
  );
  server = await serve(path.join(folder, 'public'), base);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await page.goto(server.url + address);
  return page;
}

/** The message of each thing that a page complains of, or asks of another host, until it is closed. */
function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !url.startsWith('data:')) seen.push(`request: ${url}`);
  });
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(server.url) && frame.url() !== 'about:blank') {
      seen.push(`navigation: ${frame.url()}`);
    }
  });
  return seen;
}

describe('the build', () => {
  it('ends with 0 and says what it published', () => {
    expect(built.stderr).not.toContain('    at ');
    expect(built).toMatchObject({ status: 0 });
    expect(built.stdout).toContain('5 documents published');
  });

  it('leaves nothing but the site beside the documents', async () => {
    expect(await readdir(folder)).toEqual(['public']);
    expect(await readdir(documents)).not.toContain('.astro');
  });
});

describe('the front page', () => {
  it.each([
    ['base-007', 'proced-base-007'],
    ['BASE007', 'proced-base-007'],
    ['web-001', 'proced-web-001'],
    ['restart web', 'proced-web-001'],
    ['restaurár', 'proced-base-007'],
  ])(
    'has the keyboard at once, and finds a procedure by a part of it (%s)',
    async (typed, wanted) => {
      const page = await open('');
      await page.keyboard.type(typed);
      await page.locator('.rows li.is-first').waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/p/${wanted}/`);
      expect(await page.locator('h1').count()).toBe(1);
      await page.context().close();
    },
  );

  it('walks through the answers with the arrows', async () => {
    const page = await open('');
    await page.keyboard.type('proced');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = await page.locator('.rows li:not([hidden]) a').nth(1).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${second}`);
    await page.context().close();
  });

  it('says that nothing has the name, and Enter then goes nowhere', async () => {
    const page = await open('');
    await page.keyboard.type('nothing-9');
    await page.keyboard.press('Enter');
    expect(await page.locator('.count').textContent()).toContain('No procedure');
    expect(page.url()).toBe(server.url);
    await page.context().close();
  });

  it('keeps each ID on one line on a narrow screen', async () => {
    const page = await open('', { viewport: { width: 360, height: 740 } });
    for (const id of await page.locator('.rows .id').all()) {
      expect((await id.boundingBox())!.height).toBeLessThan(40);
    }
    await page.context().close();
  });

  it('shows what is followed in an incident first', async () => {
    const page = await open('');
    expect(await page.locator('.rows .id').first().textContent()).toBe('PROCED-WEB-001');
    await page.context().close();
  });
});

describe('a procedure page', () => {
  it('shows ID, title, state, owner, version and dates once, in one first heading', async () => {
    const page = await open('p/proced-web-001/');
    expect(await page.title()).toBe('PROCED-WEB-001: Restart the Web Tier | Procedures');
    expect(await page.locator('h1').allTextContents()).toEqual(['Restart the Web Tier']);
    const head = await page.locator('.head').innerText();
    for (const fact of [
      'PROCED-WEB-001',
      'active',
      '1.2.0',
      'Web Operations',
      '2025-01-10',
      '2025-03-02',
    ]) {
      expect(head).toContain(fact);
    }
    expect(head).toContain('procs run PROCED-WEB-001');
    await page.context().close();
  });

  it('has the first step on the first screen', async () => {
    const page = await open('p/proced-web-001/');
    const box = await page.locator('#step-1-1').boundingBox();
    expect(box!.y).toBeLessThan(800);
    await page.context().close();
  });

  it('gives each step its address, and names all of them beside the text', async () => {
    const page = await open('p/proced-web-001/');
    const ids = await page
      .locator('.step > :is(h3, h4)')
      .evaluateAll((all) => all.map((e) => e.id));
    expect(ids).toEqual(['step-1-1', 'step-1-2', 'step-2-1', 'step-2-2', 'rollback-step-5-1']);
    const links = await page
      .locator('starlight-toc a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links).toEqual(expect.arrayContaining(ids.map((id) => `#${id}`)));
    await page.context().close();
  });

  it('repeats no element id', async () => {
    for (const name of ['proced-web-001', 'proced-base-007', 'plain-runbook', 'proced-evil-666']) {
      const page = await open(`p/${name}/`);
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('[id]')].map((e) => e.id),
      );
      expect(
        ids.filter((id, n) => ids.indexOf(id) !== n),
        name,
      ).toEqual([]);
      await page.context().close();
    }
  });

  it('says how each criterion is checked, and never that it was', async () => {
    const page = await open('p/proced-web-001/');
    const declared = page.locator('.step:has(#step-1-1) .criterion');
    expect(await declared.innerText()).toMatch(
      /procs checks it.*\/tmp\/drained.*exists.*declared in the document/s,
    );
    const attested = page.locator('.step:has(#step-1-2) .criterion');
    expect(await attested.innerText()).toMatch(/The shift lead agrees\s+a person confirms it/);
    await page.context().close();
  });

  it('shows a critical notice before the command that it speaks of, in its colour', async () => {
    const page = await open('p/proced-web-001/');
    const notice = page.locator('.step:has(#step-2-1) .notice.is-critical');
    const block = page.locator('.step:has(#step-2-1) .block');
    expect(await notice.innerText()).toContain('Never do this while a deployment runs.');
    expect((await notice.boundingBox())!.y).toBeLessThan((await block.boundingBox())!.y);
    const colour = await notice.evaluate((e) => getComputedStyle(e).borderLeftColor);
    expect(colour).toMatch(/^rgb\(1[0-9]{2}, [0-5][0-9], [0-5][0-9]\)$/);
    expect(await block.innerText()).toContain('destructive');
    await page.context().close();
  });

  it('copies a command exactly', async () => {
    const page = await open('p/proced-web-001/', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.locator('.step:has(#step-1-1) .block .copy').click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'echo "draining the node named aubergine"\ntouch /tmp/drained\n',
    );
    await page.locator('.run .copy').click();
    await page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith('procs'),
    );
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'procs run PROCED-WEB-001',
    );
    await page.context().close();
  });

  it('keeps what looks like a tag in the prose', async () => {
    const page = await open('p/proced-web-001/');
    const step = await page.locator('.step:has(#step-1-2)').innerText();
    expect(step).toContain('whether <pod-name> may go, and write <pod-name> into the ticket');
    expect(step).toContain('only if needed');
    await page.context().close();
  });

  it('links IDs and relative links to pages, with the base path and the anchor of the step', async () => {
    const page = await open('p/proced-web-001/');
    const step = page.getByRole('link', { name: 'the data base restore' });
    expect(await step.getAttribute('href')).toBe('/ops/p/proced-base-007/#paso-1-2');
    await step.click();
    await page.waitForURL('**/p/proced-base-007/#paso-1-2');
    expect(await page.locator('#paso-1-2').isVisible()).toBe(true);
    expect(await page.locator('.backlinks').innerText()).toContain('PROCED-WEB-001');
    await page.context().close();
  });

  it('marks what does not resolve, and does not link it', async () => {
    const page = await open('p/proced-web-001/');
    const marked = await page
      .locator('.unresolved')
      .evaluateAll((all) => all.map((e) => e.textContent));
    expect(marked.join('\n')).toMatch(/PROCED-NONE-404.*Unresolved/);
    expect(marked.join('\n')).toMatch(/A guide that is gone.*guides\/gone\.md/);
    expect(await page.locator('a[href*="gone"], a[href*="404"]').count()).toBe(0);
    await page.context().close();
  });

  it('keeps the rest of the document, folded, and opens the part that an address points into', async () => {
    const page = await open('p/proced-web-001/#6-roles-and-responsibilities');
    await page.getByRole('cell', { name: 'Drain' }).waitFor();
    await page.context().close();
  });

  it('speaks the language of its document', async () => {
    const spanish = await open('p/proced-base-007/');
    expect(await spanish.locator('html').getAttribute('lang')).toBe('es');
    expect(await spanish.locator('main').getAttribute('lang')).toBe('es');
    const text = await spanish.locator('body').innerText();
    for (const word of [
      'Procedimiento',
      'Responsable',
      'Copiar',
      'Empezar',
      'En esta página',
      'lo confirma una persona',
    ]) {
      expect(text).toContain(word);
    }
    expect(await spanish.getByRole('button', { name: 'Buscar' }).count()).toBe(1);
    await spanish.context().close();
    const english = await open('p/proced-web-001/');
    expect(await english.locator('html').getAttribute('lang')).toBe('en');
    expect(await english.locator('body').innerText()).toContain('On this page');
    await english.context().close();
  });

  it('says that a document has no ID, and names it by its file', async () => {
    const page = await open('p/plain-runbook/');
    expect(await page.locator('.head').innerText()).toMatch(/plain-runbook\s+no ID/);
    await page.context().close();
  });
});

describe('diagrams', () => {
  it.each(['light', 'dark'] as const)(
    'are drawn for the %s theme, with a name and as text',
    async (colorScheme) => {
      const page = await open('p/proced-web-001/', { colorScheme });
      await page.locator('summary', { hasText: 'Flow' }).click();
      const shown = page.locator('img.diagram:visible');
      expect(await shown.count()).toBe(1);
      await shown.scrollIntoViewIfNeeded();
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLImageElement>('img.diagram')].some(
          (i) => i.naturalWidth > 0,
        ),
      );
      expect(await shown.getAttribute('class')).toContain(`only-${colorScheme}`);
      expect(await shown.getAttribute('role')).toBe('img');
      expect(await shown.getAttribute('alt')).toContain('Idle? → Restart (Yes)');
      const source = decodeURIComponent((await shown.getAttribute('src'))!);
      expect(source).not.toMatch(/@import|display=swap|https?:\/\/(?!www\.w3\.org)/);
      await page.context().close();
    },
  );

  it('are shown as source where they are of a kind that is not drawn, or not valid', async () => {
    const page = await open('p/plain-runbook/');
    expect(await page.locator('.undrawn').first().innerText()).toContain('gantt');
    expect(await page.locator('.undrawn').nth(1).innerText()).toContain('not valid Mermaid');
    expect(await page.locator('img.diagram').count()).toBe(0);
    await page.context().close();
  });
});

describe('full-text search', () => {
  it.each([
    ['aubergine', 'proced-web-001'],
    ['berenjena', 'proced-base-007'],
  ])('finds %s from the front page, whatever the language', async (word, name) => {
    const page = await open('');
    const complaints = watch(page);
    // The page enables the button, and with it the key, once its script has run.
    await page.locator('button[data-open-modal]:enabled').waitFor();
    const box = page.locator('#starlight__search input');
    // It is made when somebody reaches for it, and then has the keyboard.
    expect(await box.count()).toBe(0);
    await page.keyboard.press('Control+k');
    await box.waitFor();
    await expect
      .poll(() => box.evaluate((input) => input === document.activeElement), patiently)
      .toBe(true);
    await box.fill(word);
    const result = page.locator(`#starlight__search a[href*="${name}"]`).first();
    await result.waitFor();
    expect(await result.getAttribute('href')).toContain('/ops/p/');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it('fetches the search of a procedure page only when somebody reaches for it', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await context.addInitScript('delete Navigator.prototype.serviceWorker');
  await page.goto(`${server.url}p/proced-web-001/`, { waitUntil: 'networkidle' });
  // What else waits for an idle moment has it.
  await page.locator('starlight-toc a[aria-current="true"]').first().waitFor();
  expect(asked.filter((url) => /ui-core|pagefind/.test(url))).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.locator('#starlight__search input').waitFor();
  await context.close();
});

describe('any page', () => {
  const pages = [
    '',
    'catalogue/',
    'rules/',
    'p/proced-web-001/',
    'p/proced-base-007/',
    'p/plain-runbook/',
    'p/proced-evil-666/',
  ];

  it.each(pages)('is no wider than a screen of 320 pixels (%s)', async (address) => {
    const page = await open(address, { viewport: { width: 320, height: 640 } });
    for (const summary of await page.locator('.rest summary').all()) await summary.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      320,
    );
    await page.context().close();
  });

  it.each(pages)('can be read without JavaScript (%s)', async (address) => {
    const page = await open(address, { javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    expect(text).toContain(
      address.startsWith('p/') ? 'procs run' : address === 'rules/' ? 'PROCS009' : 'PROCED-WEB-001',
    );
    expect(await page.locator('.copy:visible').count()).toBe(0);
    await page.context().close();
  });

  it.each(pages)(
    'complains of nothing and asks no other host for anything (%s)',
    async (address) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints = watch(page);
      await page.goto(server.url + address, { waitUntil: 'networkidle' });
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('is dark or light as the device is, and readable in both', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('p/proced-web-001/', { colorScheme });
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
      const contrast = await page.evaluate(() => {
        const level = (colour: string) => {
          const [r, g, b] = colour
            .match(/[\d.]+/g)!
            .slice(0, 3)
            .map((v) => Number(v) / 255);
          const linear = [r!, g!, b!].map((v) =>
            v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
        };
        const pre = document.querySelector('.block pre')!;
        return [...pre.querySelectorAll('span[class^="t-"]'), pre].map((element) => {
          const [a, b] = [
            level(getComputedStyle(element).color),
            level(getComputedStyle(pre).backgroundColor),
          ];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        });
      });
      expect(contrast.length).toBeGreaterThan(2);
      expect(Math.min(...contrast)).toBeGreaterThanOrEqual(4.5);
      await page.context().close();
    }
  });
});

describe('a hostile document', () => {
  it('runs no script, loads nothing, goes nowhere, whatever is opened and pressed in it', async () => {
    for (const address of ['', 'catalogue/', 'p/proced-evil-666/', 'p/evil-title/']) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints = watch(page);
      await page.goto(server.url + address, { waitUntil: 'networkidle' });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        for (const element of document.querySelectorAll<HTMLElement>('main *')) {
          element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
          element.focus?.();
        }
      });
      for (const link of await page.locator('main a:not([href^="/"]):not([href^="#"])').all()) {
        expect(await link.getAttribute('href')).toMatch(/^(https?:|mailto:)/);
      }
      await page.waitForLoadState('networkidle');
      expect(
        await page.evaluate(() => (window as unknown as { hit?: string }).hit),
      ).toBeUndefined();
      expect(complaints, address).toEqual([]);
      await context.close();
    }
  });

  it('is shown as its author wrote it', async () => {
    const page = await open('p/proced-evil-666/');
    expect(await page.title()).toContain("</title><script>window.hit='h1'</script>");
    expect(await page.locator('h1').textContent()).toContain('<script>');
    for (const summary of await page.locator('.rest summary').all()) await summary.click();
    const text = await page.locator('main').innerText();
    expect(text).toContain('<iframe src="https://evil.invalid/frame"></iframe>');
    expect(text).not.toContain('a comment');
    expect(
      await page
        .locator('main :is(script, iframe, form, style, svg, object, embed, base, meta, link)')
        .count(),
    ).toBe(0);
    await page.context().close();
  });

  it('has its front matter title in the head and on the page as text', async () => {
    const page = await open('p/evil-title/');
    const title = `</title><script>window.hit='title'</script><img src=x onerror="window.hit='title-img'">`;
    expect(await page.title()).toBe(`${title} | Procedures`);
    expect(await page.locator('h1').textContent()).toBe(title);
    await page.context().close();
  });

  it('would not run even if it got a script into the page: the policy stands alone', async () => {
    const file = path.join(folder, 'public/p/proced-evil-666/index.html');
    const page = await readFile(file, 'utf8');
    expect(page).toMatch(
      /<head><meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self' [^"]*">/,
    );
    expect(page).not.toMatch(/script-src [^;]*'unsafe-inline'/);
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.route('**/p/proced-evil-666/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: page.replace(
          '<main',
          '<script>window.hit="through"</script><img src="https://evil.invalid/i.png" onerror="window.hit=1"><main',
        ),
      }),
    );
    const refused: string[] = [];
    tab.on('console', (message) => refused.push(message.text()));
    await tab.goto(`${server.url}p/proced-evil-666/`, { waitUntil: 'networkidle' });
    expect(await tab.evaluate(() => (window as unknown as { hit?: string }).hit)).toBeUndefined();
    expect(refused.join('\n')).toMatch(/Content Security Policy/);
    await context.close();
  });
});
