/** Serves the site on this machine while documents are edited: the same pages as a build's, made when they are asked for. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where a page hears that it is no longer as the documents are. */
const changes = '-/changes';

/** So many ports are tried, one after the other. */
const ports = 20;

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
};

/**
 * @param {object} options
 * @param {string} options.bundle
 * @param {string} options.base
 * @param {number} options.port
 * @param {() => Promise<unknown>} options.read Reads the documents as they are now.
 * @param {(error: unknown) => string} options.sayWhy What is wrong, for a person: escaped for HTML.
 */
export async function serve({ bundle, base, port, read, sayWhy }) {
  /** @type {typeof import('./entry.ts')} */
  const { app } = await import(pathToFileURL(join(bundle, 'server', 'entry.mjs')).href);
  /** @type {Set<import('node:http').ServerResponse>} */
  const listening = new Set();
  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  const answer = async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // A page of another host that took this one's name would read the documents.
    if (!/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(request.headers.host ?? ''))
      return response.writeHead(403).end();
    if (url.pathname === '/' && base !== '/')
      return response.writeHead(302, { location: base }).end();
    if (url.pathname === `${base}${changes}`) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      listening.add(response);
      response.on('close', () => listening.delete(response));
      return response;
    }
    const file = fileIn(join(bundle, 'client'), base, url.pathname);
    if (file !== null) {
      const type = types[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' });
      return createReadStream(file).pipe(response);
    }
    const { status, type, body } = await page(url.pathname + url.search);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    return response.end(type.startsWith('text/html') ? followed(body, base) : body);
  };
  const page = async (/** @type {string} */ address) => {
    const type = 'text/html; charset=utf-8';
    try {
      await read();
    } catch (error) {
      return { status: 500, type, body: `<!doctype html><pre>${sayWhy(error)}</pre></body>` };
    }
    const made = await app.render(new Request(`http://localhost${address}`));
    const body = await made.text();
    return { status: made.status, type: made.headers.get('content-type') ?? type, body };
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  const at = await listen(server, port);
  return {
    port: at,
    /** Has every open page ask again. */
    changed() {
      for (const response of listening) response.write('data: changed\n\n');
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * A file of the bundle, or none.
 *
 * @param {string} folder
 * @param {string} base
 * @param {string} pathname Normalised, as `URL` gives it.
 */
function fileIn(folder, base, pathname) {
  if (!pathname.startsWith(base) || pathname.endsWith('/')) return null;
  const relative = decodeURIComponent(pathname.slice(base.length));
  if (relative.split(/[/\\]/).includes('..')) return null;
  const file = join(folder, relative);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

/** A page that loads itself again when it is told to, or when the server is there again. */
function followed(/** @type {string} */ html, /** @type {string} */ base) {
  const script = `let lost = false;
const source = new EventSource(${JSON.stringify(`${base}${changes}`)});
source.onmessage = () => location.reload();
source.onerror = () => { lost = true; };
source.onopen = () => { if (lost) location.reload(); };
addEventListener('pagehide', () => source.close());`;
  return html.replace(/<\/body>/i, (end) => `<script type="module">${script}</script>${end}`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
async function listen(server, port) {
  for (let tried = 0; ; tried += 1) {
    try {
      return await new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(port === 0 ? 0 : port + tried, '127.0.0.1', () => {
          server.off('error', fail);
          done(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
        });
      });
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'EADDRINUSE' || tried + 1 >= ports) throw error;
    }
  }
}
