/** Builds a site the way a user does, serves it, and opens it in a real Chromium. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type Browser, chromium } from 'playwright-core';
import { registerSite } from '../../src/cli/commands/site.ts';

export const documents = fileURLToPath(new URL('./documents', import.meta.url));

/** How long a condition of a page is waited for: a machine that does much else is slow. */
export const patiently = { timeout: 30_000 };

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `procs site …` with its streams kept. */
export async function procsSite(args: readonly string[], cwd: string): Promise<Outcome> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const kept = { stdout: '', stderr: '' };
  stdout.on('data', (chunk) => (kept.stdout += chunk));
  stderr.on('data', (chunk) => (kept.stderr += chunk));
  let status = 0;
  const program = new Command('procs').exitOverride().configureOutput({
    writeErr: (text) => stderr.write(text),
  });
  registerSite(program, {
    stdin: process.stdin,
    stdout: stdout as never,
    stderr: stderr as never,
    env: process.env,
    cwd,
    exit: (code) => {
      status = code;
    },
  });
  await program.parseAsync(['site', ...args], { from: 'user' });
  return { status, ...kept };
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export interface Server {
  /** `http://127.0.0.1:PORT/base/` */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder under a base path, and nothing beside it; on a port of its own unless one is given. */
export async function serve(folder: string, base: string, at = 0): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    let file = path.join(folder, decodeURIComponent(pathname.slice(base.length)));
    if (pathname.endsWith('/')) file = path.join(file, 'index.html');
    if (!pathname.startsWith(base) || !existsSync(file) || path.extname(file) === '') {
      // As hosts of static pages do.
      const lost = path.join(folder, '404.html');
      response.writeHead(404, { 'content-type': types['.html'] });
      if (existsSync(lost)) createReadStream(lost).pipe(response);
      else response.end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(at, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // A browser keeps connections open: nothing is to be had from a server that is closed.
        server.closeAllConnections();
      }),
  };
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
