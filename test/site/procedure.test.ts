/** A procedure's page in a real browser: found at a glance, followed step by step, printed, and harmless. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broken } from './axe.ts';
import { watch } from './browser.ts';
import { openBrowser, procsSite, type Server, serve } from './support.ts';

const documents = fileURLToPath(new URL('./followed', import.meta.url));
const file = 'PROCED-COLA-001-vaciar-cola.md';
const base = '/ops/';
let folder: string;
let server: Server;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'procs-page-test-'));
  const root = path.join(folder, 'docs');
  await cp(documents, root, { recursive: true });
  await writeFile(path.join(root, 'procs.config.yaml'), 'site:\n  language: es\n');
  await commitTwice(root);
  const built = await procsSite(
    ['build', '--root', 'docs', '--out', 'public', '--base', 'ops'],
    folder,
  );
  expect(built.stderr).not.toContain('    at ');
  expect(built.status).toBe(0);
  server = await serve(path.join(folder, 'public'), base);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The document as it was when its criterion asked for more and its commit message was hostile, and as it is. */
async function commitTwice(root: string): Promise<void> {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const now = await readFile(path.join(root, file), 'utf8');
  const before = now
    .replace('version: 1.1.0', 'version: 1.0.0')
    .replace('**CRITICO:** Nunca con un envio en marcha.\n\n', '');
  git('init', '-q');
  await writeFile(path.join(root, file), before);
  git('add', '.');
  git('commit', '-qm', "First <script>window.hit='commit'</script>");
  await writeFile(
    path.join(root, file),
    now.replace('\n**CRITICO:** Nunca con un envio en marcha.\n', ''),
  );
  git('commit', '-qam', 'Number it');
  await writeFile(path.join(root, file), now);
}

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  // Each test sees the page as the server has it, not as an earlier visit left it.
  context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(server.url + address);
  return page;
}

async function bottomOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox();
  return box!.y + box!.height;
}

describe('above the fold', () => {
  it('shows all that must be known before step one', async () => {
    const page = await open('p/proced-cola-001/');
    for (const [selector, words] of [
      ['.head .id', 'PROCED-COLA-001'],
      ['h1', 'Vaciar la Cola de Correo'],
      ['.badge.is-state', 'activo'],
      ['.badge.is-severity', 'alta'],
      ['.badge.is-incident', 'por incidente'],
      ['.head .hazard-destructive', '1 paso destructivo'],
      ['.facts', 'Guardia de Correo'],
      ['.facts', '1.1.0'],
      ['.facts .is-overdue', '2025-08-01'],
      ['.amount', '12 min'],
      ['.run', 'procs run PROCED-COLA-001'],
      ['.jumps', 'Empezar'],
      ['.jumps', 'Rollback'],
      ['.jumps', 'Imprimir'],
      ['.when', 'La cola tiene mas de mil mensajes'],
      ['.when', 'La caida completa del servidor'],
      ['.needs', 'Acceso al servidor de correo'],
    ] as const) {
      expect(await page.locator(selector).first().innerText(), selector).toContain(words);
      expect(await bottomOf(page, selector), selector).toBeLessThan(800);
    }
    const colour = await page
      .locator('.facts .is-overdue dd')
      .evaluate((e) => getComputedStyle(e).color);
    expect(colour).toMatch(/^rgb\(1[0-9]{2}, [0-5]?[0-9], [0-5]?[0-9]\)$/);
    const first = await page.locator('#paso-1-1').boundingBox();
    expect(first!.y).toBeLessThan(1000);
    await context.close();
  });

  it('keeps purpose, roles, risks and history below, folded, and opens what an address points into', async () => {
    const page = await open('p/proced-cola-001/');
    for (const words of ['Perder un mensaje', 'Devolver el correo', 'Se avisa antes de borrar'])
      expect(await page.getByText(words).first().isVisible(), words).toBe(false);
    await page.goto(`${server.url}p/proced-cola-001/#7-riesgos`);
    await page.getByText('Perder un mensaje').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Devolver el correo').first().isVisible()).toBe(true);
    await context.close();
  });
});

describe('the course', () => {
  it('has its parts under their names in both languages', async () => {
    const page = await open('p/proced-cola-001/');
    for (const [hash, words] of [
      ['paso-1-2', 'Mirar la Cola'],
      ['step-1-2', 'Mirar la Cola'],
      ['etapa-2', 'LIMPIEZA'],
      ['stage-2', 'LIMPIEZA'],
      ['rollback-step-6-1', 'Volver a Enviar'],
      ['rollback-paso-6-1', 'Volver a Enviar'],
      ['procedure', 'Procedimiento'],
    ] as const) {
      await page.goto(`${server.url}p/proced-cola-001/#${hash}`);
      const target = page.locator(':target');
      await target.waitFor({ state: 'attached' });
      expect(await target.getAttribute('id')).toBe(hash);
      const heading = page.locator(`section:has(> [id="${hash}"]) > :is(h2, h3, h4)`).first();
      expect(await heading.innerText()).toContain(words);
      await page.waitForFunction((wanted) => {
        const bar = document.querySelector('.course')!.getBoundingClientRect().bottom;
        const { top } = document
          .querySelector(`section:has(> [id="${wanted}"])`)!
          .getBoundingClientRect();
        return top >= bar - 24 && top < innerHeight;
      }, hash);
    }
    await context.close();
  });

  it.each([
    ['wide', 1280, 800],
    ['narrow', 390, 844],
  ])(
    'stays in sight with its times, and says where the reader is (%s)',
    async (_, width, height) => {
      const page = await open('p/proced-cola-001/', { viewport: { width, height } });
      await page.goto(`${server.url}p/proced-cola-001/#paso-2-2`);
      const current = page.locator('.course a[aria-current]');
      await page.waitForFunction(() =>
        document.querySelector('.course a[aria-current]')?.textContent?.includes('LIMPIEZA'),
      );
      expect(await current.innerText()).toMatch(/2\s*LIMPIEZA\s*7 min/);
      const box = await current.boundingBox();
      expect(box!.y).toBeGreaterThanOrEqual(0);
      expect(box!.y).toBeLessThan(height / 4);
      expect(box!.x + box!.width).toBeLessThanOrEqual(width);
      await context.close();
    },
  );

  it('says who does a step where the matrix names it, and nobody where it does not', async () => {
    const page = await open('p/proced-cola-001/');
    const duties = page.locator('.duty');
    expect(await duties.count()).toBe(1);
    expect(await page.locator('.step:has(#paso-1-1) .duty').innerText()).toBe(
      'R Guardia · A Jefe de turno (matriz RACI: Detener el envio)',
    );
    await context.close();
  });

  it('says what to do if a step fails, and where nothing is said of a destructive one', async () => {
    const page = await open('p/proced-cola-001/');
    const step = page.locator('.step:has(#paso-1-1)');
    expect(await step.locator('.failure').innerText()).toContain('llamar al jefe de turno');
    expect(await step.locator('.fails a').getAttribute('href')).toBe('#rollback');
    await page.goto(`${server.url}p/proced-aviso-002/`);
    expect(
      await page.locator('.step', { hasText: 'rm -rf' }).locator('.is-open-end').innerText(),
    ).toContain('does not say what to do if it fails');
    expect(
      await page.locator('.step', { hasText: 'echo looked' }).locator('.is-open-end').count(),
    ).toBe(0);
    await context.close();
  });

  it('knows which steps of other documents point at it, and at which step', async () => {
    const page = await open('p/proced-cola-001/');
    const pointers = page.locator('.step:has(#paso-1-2) .pointers a');
    expect(await pointers.innerText()).toBe('PROCED-AVISO-002 1.1');
    await page.locator('.backlinks a').last().click();
    await page.waitForURL('**/p/proced-aviso-002/#*');
    const target = new URL(page.url()).hash.slice(1);
    expect(await page.locator(`[id="${target}"]`).count()).toBe(1);
    expect(await page.locator(`.step:has([id="${target}"])`).innerText()).toContain(
      'Look at the queue',
    );
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'is drawn from its steps where the document has no diagram (%s)',
    async (colorScheme) => {
      const page = await open('p/proced-cola-001/', { colorScheme });
      await page.locator('.course-drawing > summary').click();
      const picture = page.locator('.course-picture');
      expect(await picture.getAttribute('aria-label')).toContain('Vaciar la Cola');
      expect(await picture.locator('title').first().textContent()).toContain('Vaciar la Cola');
      await page.locator('.course-drawing .edges summary').click();
      expect(await page.locator('.course-drawing .edges').innerText()).toContain(
        '1 DETENCION → 2 LIMPIEZA',
      );
      const least = await leastContrast(page, '.course-picture text.name, .course-picture .detail');
      expect(least).toBeGreaterThanOrEqual(4.5);
      await picture.locator('a', { hasText: '2 LIMPIEZA' }).click();
      await page.waitForFunction(() => location.hash === '#etapa-2');
      await context.close();
    },
  );
});

/** Of text over the box or the page that it stands on. */
function leastContrast(page: Page, selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const level = (colour: string) => {
      const linear = colour
        .match(/[\d.]+/g)!
        .slice(0, 3)
        .map((v) => Number(v) / 255)
        .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
    };
    const found = [...document.querySelectorAll(wanted)].map((text) => {
      const box = text.parentElement!.querySelector('rect')!;
      const [a, b] = [level(getComputedStyle(text).fill), level(getComputedStyle(box).fill)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    });
    return found.length === 0 ? 0 : Math.min(...found);
  }, selector);
}

describe('marks', () => {
  it('are kept over a reload, counted, and cleared', async () => {
    const page = await open('p/proced-cola-001/');
    const bar = page.locator('.ticks');
    expect(await bar.innerText()).toMatch(/0 de 7.*No son evidencia/s);
    await page.getByRole('checkbox', { name: 'Paso 1.1 hecho' }).check();
    await page.getByRole('checkbox', { name: 'Paso 1.2 hecho' }).focus();
    await page.keyboard.press('Space');
    await page.reload();
    expect(await page.getByRole('checkbox', { name: 'Paso 1.1 hecho' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Paso 1.2 hecho' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Paso 1.3 hecho' }).isChecked()).toBe(false);
    await page.waitForFunction(() => /2 de 7/.test(document.querySelector('.ticks')!.textContent!));
    await page.getByRole('checkbox', { name: 'Paso 1.3 hecho' }).check();
    expect(await page.locator('.course a.is-done').innerText()).toContain('DETENCION');
    await page.getByRole('button', { name: 'Borrar marcas' }).click();
    await page.reload();
    expect(await page.locator('input[data-tick]:checked').count()).toBe(0);
    await context.close();
  });

  it('are gone from a step that has changed, and only from it', async () => {
    const page = await open('p/proced-cola-001/');
    const hashes = (html: string) =>
      [...html.matchAll(/data-tick="([0-9a-f]+)"/g)].map((match) => match[1]!);
    const before = hashes(await page.content());
    expect(new Set(before).size).toBe(7);
    await page.getByRole('checkbox', { name: 'Paso 1.1 hecho' }).check();
    await page.getByRole('checkbox', { name: 'Paso 1.2 hecho' }).check();
    // What the next build says of a step that was edited.
    await page.route('**/p/proced-cola-001/', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(before[0]!, 'f'.repeat(24));
      await route.fulfill({ response, body });
    });
    await page.reload();
    expect(await page.getByRole('checkbox', { name: 'Paso 1.1 hecho' }).isChecked()).toBe(false);
    expect(await page.getByRole('checkbox', { name: 'Paso 1.2 hecho' }).isChecked()).toBe(true);
    await context.close();
  });

  it('say how old they are, and that those of another day are', async () => {
    const page = await open('p/proced-cola-001/');
    await page.getByRole('checkbox', { name: 'Paso 1.1 hecho' }).check();
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.endsWith(':ticks'))!;
      const old = Date.now() - 3 * 24 * 3600_000;
      const marks = Object.keys(JSON.parse(localStorage.getItem(key)!)).map((hash) => [hash, old]);
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(marks)));
    });
    await page.reload();
    await page.waitForFunction(() => document.querySelector('.ticks.is-old'));
    expect(await page.locator('.ticks').innerText()).toContain('hace 3 días');
    await context.close();
  });

  it('begin anew where what was kept is damaged', async () => {
    const page = await open('p/proced-cola-001/');
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    for (const damaged of ['not JSON', '[1]', '"x"', 'null', '{"a":"b"}']) {
      await page.evaluate(
        (value) => localStorage.setItem(`procs:${location.pathname}:ticks`, value),
        damaged,
      );
      await page.reload();
      await page.getByRole('checkbox', { name: 'Paso 1.1 hecho' }).check();
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('an engineer at the keyboard', () => {
  it('finds a procedure by a part of its ID, and follows it to the last mark', async () => {
    const page = await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: e } = document;
        if (e === document.body) return 'nothing';
        return `${e?.className} ${(e as HTMLInputElement).labels?.[0]?.textContent ?? ''} ${e?.textContent?.trim()}`;
      });
    /** Presses Tab until the focus is where it is wanted. */
    const tabTo = async (wanted: RegExp) => {
      for (let presses = 0; presses < 80; presses += 1) {
        if (wanted.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`80 times Tab never led to ${wanted}: ${await focused()}`);
    };
    await page.keyboard.type('cola-1');
    await page.locator('#found li.is-first', { hasText: 'PROCED-COLA-001' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/p/proced-cola-001/');
    await tabTo(/^go .*Empezar$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/p/proced-cola-001/#*');
    expect(
      await page.locator('.course').evaluate((e) => e.getBoundingClientRect().top),
    ).toBeLessThan(120);
    await tabTo(/Paso 1\.1 hecho/);
    await page.keyboard.press('Tab');
    await tabTo(/^copy /);
    await page.keyboard.press('Enter');
    await page.getByText('Copiado').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('deteniendo');
    for (const step of ['1.2', '1.3', '2.1', '2.2', '2.3', '6.1']) {
      await tabTo(new RegExp(`Paso ${step.replace('.', '\\.')} hecho`));
      await page.keyboard.press('Space');
    }
    expect(await page.locator('.ticks').innerText()).toContain('6 de 7');
    // What has the focus is never behind the bar.
    const [bar, box] = await page.evaluate(() => [
      document.querySelector('.course')!.getBoundingClientRect().bottom,
      document.activeElement!.getBoundingClientRect().top,
    ]);
    expect(box).toBeGreaterThanOrEqual(bar!);
    await context.close();
  });
});

describe('values', () => {
  const nasty = `a b 'c' "d" $HOME \`id\` \\ !x * \nñ;e`;

  async function copied(page: Page, step: string): Promise<string> {
    const button = page.locator(`.step:has(#${step}) .block .copy`).first();
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await button.click();
    await page.waitForFunction(
      async () => (await navigator.clipboard.readText()) !== 'nothing yet',
    );
    return page.evaluate(() => navigator.clipboard.readText());
  }

  const bash = (code: string) => {
    const { stdout, status } = spawnSync('bash', ['-c', code], { env: { PATH: process.env.PATH } });
    expect(status, code).toBe(0);
    return stdout.toString();
  };

  const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

  it('stand in a copied command so that bash reads exactly them', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    const field = page.getByLabel('instancia');
    for (const value of ['mx1', 'dos palabras', nasty]) {
      await field.fill(value);
      expect(bash(await copied(page, 'paso-1-1'))).toBe(
        `deteniendo ${value} de ${value} ${value}\n`,
      );
    }
    await field.fill('$(touch /tmp/never)`id`');
    expect(bash(await copied(page, 'paso-1-1'))).toContain('$(touch /tmp/never)`id`');
    expect(await copied(page, 'paso-1-3')).toBe('Se vacia la cola de $(touch /tmp/never)`id`\n');
    await context.close();
  });

  it('leave what is asked for in its place until they are known, and again when they are cleared', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    const written = await copied(page, 'paso-1-1');
    expect(written).toBe(`echo "deteniendo <instancia>" 'de <instancia>' <instancia>\n`);
    await page.getByLabel('instancia').fill('mx1');
    expect(await page.locator('.step:has(#paso-1-1) pre').first().innerText()).toContain(
      'deteniendo mx1',
    );
    await page.getByRole('button', { name: 'Borrar valores' }).click();
    expect(await copied(page, 'paso-1-1')).toBe(written);
    await context.close();
  });

  it('of declared parameters are set in front of a block that reads them, the default included', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    expect(bash((await copied(page, 'paso-1-2')).replace('"$LIMITE"', ''))).toBe('/var/cola|');
    await page.getByLabel('CARPETA').fill(nasty);
    await page.getByLabel('LIMITE').fill('20');
    expect(bash(await copied(page, 'paso-1-2'))).toBe(`${nasty}|20|`);
    expect(await page.locator('.step:has(#paso-1-2) pre').innerText()).toContain('export CARPETA=');
    expect(await page.locator('.run code').innerText()).toContain('--set LIMITE=20');
    const run = await page.locator('.run code').innerText();
    expect(bash(run.replace('procs run', `printf '[%s]'`))).toContain(`[CARPETA=${nasty}]`);
    await context.close();
  });

  it('of the wrong kind are refused in words, and stand nowhere', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    await page.getByLabel('LIMITE').fill('veinte');
    expect(await page.locator('[data-parameter=LIMITE] .wrong').innerText()).toContain('número');
    expect(await copied(page, 'paso-1-2')).not.toContain('LIMITE=');
    await page.getByLabel('instancia').fill('una\ndos');
    expect(await page.locator('[data-parameter=instancia] .wrong').innerText()).toContain(
      'here-document',
    );
    expect(await copied(page, 'paso-2-2')).toContain('buzon de <instancia>');
    await context.close();
  });

  it('that are secret are masked, copied, and kept nowhere', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    await page.getByLabel('CLAVE').fill("s3cr'eto");
    await page.getByLabel('instancia').fill('mx1');
    const shown = await page.locator('body').innerText();
    expect(shown).toContain('CLAVE=••••••');
    expect(shown).not.toContain('s3cr');
    expect(bash(await copied(page, 'paso-2-2'))).toBe("buzon de mx1\ncon s3cr'eto");
    expect(await page.locator('.run').innerText()).not.toContain('CLAVE');
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept).toContain('mx1');
    expect(kept).not.toContain('s3cr');
    await page.reload();
    expect(await page.getByLabel('instancia').inputValue()).toBe('mx1');
    expect(await page.getByLabel('CLAVE').inputValue()).toBe('');
    const other = await context.newPage();
    await other.goto(`${server.url}p/proced-cola-001/`);
    expect(await other.getByLabel('instancia').inputValue()).toBe('');
    await context.close();
  });

  it('stand in what is typed of a fence with prompts, and only that is copied', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    await page.getByLabel('instancia').fill('dos palabras');
    expect(await copied(page, 'paso-2-3')).toBe("echo quedan 'dos palabras'\n");
    await context.close();
  });

  it('stand in blocks that are only shown: as bash reads them, else only a plain word', async () => {
    const page = await open('p/proced-cola-001/', clipboard);
    const step = page.locator('.step:has(#paso-1-1)');
    const bashBlock = step.locator('.block.is-shown', { hasText: 'sigue en marcha' });
    const sql = step.locator('.block.is-shown', { hasText: 'SELECT' });
    const copiedFrom = async (block: typeof sql) => {
      await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
      await block.locator('.copy').click();
      await page.waitForFunction(
        async () => (await navigator.clipboard.readText()) !== 'nothing yet',
      );
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await page.getByLabel('instancia').fill(nasty);
    expect(bash(await copiedFrom(bashBlock))).toBe(`sigue en marcha ${nasty}\n`);
    expect(await copiedFrom(sql)).toContain(`nombre = '<instancia>' AND etiqueta = ["otra"]`);
    await page.getByLabel('instancia').fill('mx-1.example');
    expect(await copiedFrom(sql)).toContain("nombre = 'mx-1.example' AND");
    await context.close();
  });

  it('are typed with the keyboard alone: Enter goes on, Shift and Enter begin a line', async () => {
    const page = await open('p/proced-cola-001/');
    await page.getByLabel('CARPETA').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('/x');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(
      await page.getByLabel('LIMITE').getAttribute('id'),
    );
    expect(await page.getByLabel('CARPETA').inputValue()).toBe('/x');
    await page.getByLabel('instancia').focus();
    await page.keyboard.type('a');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('b');
    expect(await page.getByLabel('instancia').inputValue()).toBe('a\nb');
    await context.close();
  });
});

describe('the history', () => {
  it('tells what each change meant, and what is not committed', async () => {
    const page = await open('p/proced-cola-001/');
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>('.versions details'))
        details.open = true;
    });
    const entries = await page.locator('.versions details').allInnerTexts();
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatch(
      /sin confirmar en git.*menor Paso “[^”]*”: El aviso “CRITICO:?” es nuevo: /s,
    );
    expect(entries[1]).toMatch(
      /Number it.*Versión 1\.1\.0.*menor Su versión era “1\.0\.0” y es “1\.1\.0”/s,
    );
    expect(entries[2]).toMatch(/First <script>.*Añadido/s);
    await context.close();
  });
});

describe('the page for paper', () => {
  const address = () =>
    pathToFileURL(path.join(folder, 'public/p/proced-cola-001/print/index.html')).href;

  it('opens from a disk, alone, without a request or a script, and prints', async () => {
    const lone = path.join(folder, 'lone.html');
    await cp(fileURLToPath(address()), lone);
    const alone = await browser.newContext();
    const page = await alone.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(pathToFileURL(lone).href, { waitUntil: 'networkidle' });
    expect(asked).toEqual([pathToFileURL(lone).href]);
    expect(said).toEqual([]);
    expect(
      await page.locator('script, link[rel=stylesheet], button, input, textarea').count(),
    ).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    await alone.close();
  });

  it('shows everything unfolded, boxes for a pen, and what it was printed from', async () => {
    const page = await open('p/proced-cola-001/print/');
    const text = await page.locator('body').innerText();
    for (const words of [
      'PROCED-COLA-001',
      '1.1.0',
      file,
      'Perder un mensaje que nadie mas tiene',
      'Devolver el correo a su ritmo',
      'Nunca con un envio en marcha',
      'Se avisa antes de borrar',
      'Number it',
    ])
      expect(text, words).toContain(words);
    expect(text).toMatch(/Generado desde [0-9a-f]{12}-dirty/);
    expect(await page.locator('details').count()).toBe(0);
    expect(await page.locator('.step .pen').count()).toBe(7);
    const breaks = await page.evaluate(() => {
      const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
      return sheets.map((rule) => rule.cssText).join('\n');
    });
    expect(breaks).toContain('break-inside: avoid');
    await context.close();
  });

  it('shows where links lead, and leads from one sheet to another on a disk', async () => {
    const page = await open('p/proced-aviso-002/print/');
    expect(await page.locator('main').innerText()).toContain('https://example.com/queue');
    const link = page.getByRole('link', { name: 'the queue', exact: true });
    await page.goto(
      pathToFileURL(path.join(folder, 'public/p/proced-aviso-002/print/index.html')).href,
    );
    await link.click();
    await page.waitForURL('**/proced-cola-001/print/index.html#paso-1-2');
    await context.close();
  });

  it('is not found by the search, and the page leads to it', async () => {
    const page = await open('p/proced-cola-001/');
    await page.getByRole('link', { name: 'Imprimir' }).click();
    await page.waitForURL('**/p/proced-cola-001/print/');
    expect(await page.locator('[data-pagefind-body]').count()).toBe(0);
    await context.close();
  });
});

describe('a hostile procedure', () => {
  it.each(['p/proced-malo-666/', 'p/proced-malo-666/print/', 'p/proced-cola-001/'])(
    'runs nothing and asks nobody, whatever is typed and pressed (%s)',
    async (address) => {
      context = await browser.newContext();
      const page = await context.newPage();
      const seen: string[] = [];
      page.on('console', (message) => {
        if (/error|warning/.test(message.type())) seen.push(message.text());
      });
      page.on('pageerror', (error) => seen.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
          seen.push(request.url());
      });
      await page.goto(server.url + address, { waitUntil: 'networkidle' });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        for (const field of document.querySelectorAll<HTMLTextAreaElement>(
          '.field :is(textarea, select)',
        )) {
          field.value = field.value || `<img src=x onerror=window.hit='typed'>`;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        for (const element of document.querySelectorAll<HTMLElement>('main *')) {
          element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
          element.focus?.();
        }
      });
      for (const box of await page.locator('input[data-tick]').all()) await box.check();
      for (const button of await page.locator('main .copy:visible').all()) await button.click();
      for (const link of await page.locator('main a').all())
        expect(await link.getAttribute('href')).not.toMatch(/^\s*(?:javascript|data|vbscript):/i);
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => (window as { hit?: string }).hit)).toBeUndefined();
      expect(seen).toEqual([]);
      expect(
        await page
          .locator('main :is(script, iframe, form, style, object, embed, image, foreignObject)')
          .count(),
      ).toBe(0);
      expect(await page.locator('main [onclick], main [onerror], main [onload]').count()).toBe(0);
      await context.close();
    },
  );

  it('is shown as its author wrote it', async () => {
    const page = await open('p/proced-malo-666/');
    const text = await page.locator('main').innerText();
    expect(text).toContain("<img src=x onerror=window.hit='severity'>");
    expect(text).toContain("</label><img src=x onerror=window.hit='description'>");
    expect(await page.locator('.course').innerText()).toContain('</a><script>');
    await context.close();
  });
});

describe('without a script', () => {
  it('everything can be read, and nothing is offered that would not work', async () => {
    const page = await open('p/proced-cola-001/', { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    for (const words of [
      'Detener el Envio',
      'Carpeta de la cola',
      'LIMPIEZA',
      '7 min',
      'procs run',
    ])
      expect(text).toContain(words);
    for (const selector of ['.copy', '.tick', '.ticks', '.field textarea', '[data-clear-values]'])
      expect(await page.locator(`${selector}:visible`).count(), selector).toBe(0);
    await page.locator('.rest summary').first().click();
    await page
      .getByRole('link', { name: /2 LIMPIEZA/ })
      .first()
      .click();
    expect(page.url()).toContain('#etapa-2');
    await context.close();
  });
});

describe('a page for everybody', () => {
  it('is there at once: moves nothing while it loads, paints words first, and costs at most 60 KB', async () => {
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const kept = window as unknown as { shifts: number; largest: string[] };
      kept.shifts = 0;
      kept.largest = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          kept.shifts += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          element: Element | null;
          url: string;
        })[])
          kept.largest.push(`${entry.element?.closest('main') ? 'main' : 'frame'} ${entry.url}`);
      }).observe({ type: 'largest-contentful-paint', buffered: true });
    });
    const loaded: Promise<number>[] = [];
    const asked: string[] = [];
    page.on('response', (response) => {
      asked.push(response.url());
      loaded.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(`${server.url}p/proced-cola-001/`, { waitUntil: 'networkidle' });
    await page.getByLabel('instancia').waitFor();
    await page.waitForFunction(
      () => (window as unknown as { largest: string[] }).largest.length > 0,
    );
    const { shifts, largest } = await page.evaluate(() => {
      const { shifts, largest } = window as unknown as { shifts: number; largest: string[] };
      return { shifts, largest };
    });
    expect(shifts).toBe(0);
    // No picture, font or script is waited for.
    expect(largest.at(-1)).toBe('main ');
    const bytes = (await Promise.all(loaded)).reduce((sum, one) => sum + one, 0);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(60 * 1024);
    expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
    await context.close();
  });

  it.each([
    '',
    'catalogue/',
    'graph/',
    'roles/',
    'review/',
    'rules/',
    '404.html',
    'p/proced-cola-001/',
    'p/proced-aviso-002/',
    'p/proced-cola-001/print/',
  ])('axe has nothing against a page of a Spanish site, nor has the page (%s)', async (address) => {
    context = await browser.newContext();
    const page = await context.newPage();
    const complaints = watch(page, server.url);
    await page.goto(server.url + address, { waitUntil: 'networkidle' });
    expect((await broken(page)).found).toEqual([]);
    // Chromium's advice for pages that log somebody in; a document's page holds no form.
    expect(complaints.filter((one) => !one.includes('Password field is not'))).toEqual([]);
    await context.close();
  });

  it('is printed from a dark screen as dark words on white', async () => {
    const page = await open('p/proced-cola-001/', { colorScheme: 'dark' });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const faint = await page.evaluate(() => {
      const level = (colour: string) => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
        return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
      };
      const words = [
        ...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, dd, pre, .badge)'),
      ];
      return words
        .filter((e) => e.textContent?.trim() && level(getComputedStyle(e).color) > 0.5)
        .map((e) => e.outerHTML.slice(0, 100));
    });
    expect(faint).toEqual([]);
    expect(await page.locator('.copy:visible, .jumps:visible, .bar .tools:visible').count()).toBe(
      0,
    );
    expect(await page.locator('.notice.is-critical').first().innerText()).toContain('CRITICO');
    await context.close();
  });

  // A screen of 1,280 pixels at 200 % is one of 640.
  it.each([320, 640])('is no wider than a screen of %i pixels', async (width) => {
    for (const address of [
      'p/proced-cola-001/',
      'p/proced-malo-666/',
      'p/proced-cola-001/print/',
    ]) {
      const page = await open(address, { viewport: { width, height: 640 } });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        address,
      ).toBeLessThanOrEqual(width);
      await context.close();
    }
  });

  it('has one first heading, no level left out, names for all that is pressed, and no id twice', async () => {
    for (const address of [
      'p/proced-cola-001/',
      'p/proced-malo-666/',
      'p/proced-cola-001/print/',
    ]) {
      const page = await open(address);
      const found = await page.evaluate(() => ({
        levels: [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map((h) =>
          Number(h.tagName[1]),
        ),
        nameless: [
          ...document.querySelectorAll('main :is(a, button, input, textarea, select, nav)'),
        ]
          .filter((e) => {
            const labels = (e as HTMLInputElement).labels;
            const label = labels?.[0]?.textContent ?? '';
            return (
              !(e.textContent?.trim() && e.tagName !== 'TEXTAREA') &&
              !label.trim() &&
              !e.getAttribute('aria-label')
            );
          })
          .map((e) => e.outerHTML),
        ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
      }));
      expect(found.levels.filter((level) => level === 1)).toHaveLength(1);
      found.levels.forEach((level, n) => {
        if (n > 0)
          expect(level - found.levels[n - 1]!, `${address} ${found.levels}`).toBeLessThanOrEqual(1);
      });
      expect(found.nameless).toEqual([]);
      expect(found.ids.filter((id, n) => found.ids.indexOf(id) !== n)).toEqual([]);
      await context.close();
    }
  });
});
