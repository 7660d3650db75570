/** What tests of a built site do with a page. */
import type { Page } from 'playwright-core';

/** The message of each thing that a page complains of, or asks of another host, until it is closed. */
export function watch(page: Page, home: string): string[] {
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
    if (!url.startsWith(home) && !/^(?:data|blob):/.test(url)) seen.push(`request: ${url}`);
  });
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(home) && frame.url() !== 'about:blank')
      seen.push(`navigation: ${frame.url()}`);
  });
  return seen;
}
