/** What a browser fetches for one page of a built site, and when it shows what. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export interface PageRead {
  readonly requests: number;
  /** As they came over the wire. */
  readonly bytes: number;
  /** Requests to other hosts. */
  readonly foreign: number;
  readonly largest: readonly { readonly name: string; readonly bytes: number }[];
  /** Milliseconds. */
  readonly largestPaint: number;
  readonly layoutShift: number;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export async function readPage(site: string, address: string): Promise<PageRead> {
  const server = createServer((request, response) => {
    let file = path.join(
      site,
      decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname),
    );
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
    });
    response.end(gzipSync(readFileSync(file)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    // The copy for readers without a network is fetched when all else is done.
    await context.addInitScript('delete Navigator.prototype.serviceWorker');
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    const names = new Map<string, string>();
    const sizes = new Map<string, number>();
    network.on('Network.requestWillBeSent', ({ requestId, request }) =>
      names.set(requestId, request.url),
    );
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      sizes.set(requestId, encodedDataLength),
    );
    await page.goto(origin + address, { waitUntil: 'networkidle' });
    const { largestPaint, layoutShift } =
      await page.evaluate<Pick<PageRead, 'largestPaint' | 'layoutShift'>>(paints);
    const urls = [...names.values()].filter((url) => !url.startsWith('data:'));
    const loaded = [...names]
      .filter(([, url]) => !url.startsWith('data:'))
      .map(([id, url]) => ({ name: url.replace(origin, ''), bytes: sizes.get(id) ?? 0 }));
    return {
      requests: urls.length,
      bytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0),
      foreign: urls.filter((url) => !url.startsWith(origin)).length,
      largest: loaded.sort((a, b) => b.bytes - a.bytes).slice(0, 6),
      largestPaint,
      layoutShift,
    };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** Runs in the page: as text, because nothing of a page is known here. */
const paints = `new Promise((done) => {
  let largestPaint = 0;
  let layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) largestPaint = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done({ largestPaint, layoutShift }), 300);
})`;
