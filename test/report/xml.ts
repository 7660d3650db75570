/** Reads XML with a browser's parser, which refuses what is not well formed. */
import { type Browser, chromium } from 'playwright-core';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
}

/** @throws {Error} with the parser's words where it is no XML. */
export async function readXml(browser: Browser, xml: string): Promise<Element> {
  const page = await browser.newPage();
  try {
    const result = await page.evaluate<{ error: string | null; root: Element }>(
      `(() => {
        const document = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
        const read = (node) => ({
          name: node.tagName,
          attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
          children: [...node.children].map(read),
          text: node.children.length === 0 ? node.textContent : '',
        });
        const error = document.querySelector('parsererror');
        return { error: error === null ? null : error.textContent, root: read(document.documentElement) };
      })()`,
    );
    if (result.error !== null) throw new Error(result.error);
    return result.root;
  } finally {
    await page.close();
  }
}
