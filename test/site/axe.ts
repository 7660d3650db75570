/** What axe, the rules that auditors run, has against a page: in both themes, wide and narrow. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

// The page's policy lets no script in: handed over by the debugger, it needs no tag.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA, and what axe calls good practice; only its experiments and AAA are left out. */
const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const colours: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/** One line for each element that breaks a rule, with what is folded unfolded; and how many rules were looked at. */
export async function broken(page: Page): Promise<{ found: string[]; asked: number }> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(axe);
  const found: string[] = [];
  let asked = 0;
  for (const { theme, width, options } of [
    { theme: 'light', width: 1280, options: everything },
    { theme: 'dark', width: 1280, options: colours },
    { theme: 'dark', width: 320, options: everything },
    { theme: 'light', width: 320, options: colours },
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: theme });
    // The theme follows the device; a page for paper has one.
    await page.waitForFunction(
      (wanted) =>
        !document.querySelector('starlight-theme-select') ||
        document.documentElement.dataset.theme === wanted,
      theme,
    );
    const { violations, passes } = await page.evaluate(
      (given) =>
        (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(
          given,
        ),
      { ...options, resultTypes: ['violations', 'passes'] } as RunOptions,
    );
    asked += passes.length;
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes)
        found.push(`${theme} ${width} ${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`);
  }
  return { found, asked };
}
