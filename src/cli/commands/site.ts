/** `procs site build|dev`: starts the process that builds or serves the site, and passes on how it ended. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../io.ts';

interface SiteOptions {
  readonly root?: string;
  readonly out?: string;
  readonly base: string;
  readonly port?: number;
  readonly runs?: string;
}

export function registerSite(program: Command, io: Io): void {
  const site = program.command('site').description('publish the procedures as a web site');
  shared(site.command('build'))
    .description('build the site: 0 built, 1 the build failed, 2 it could not start')
    .option(
      '--out <dir>',
      'folder of the built site; what an earlier build left there is replaced',
      'site-dist',
    )
    .action((options: SiteOptions) => start('build', options, io));
  shared(site.command('dev'))
    .description('serve the site on this machine, following edits of the documents')
    .option('--port <number>', 'port to listen on', portNumber, 4321)
    .action((options: SiteOptions) => start('dev', options, io));
}

function shared(command: Command): Command {
  return command
    .option('--root <dir>', 'folder of the procedures')
    .option('--runs <dir>', 'folder of runs to publish as evidence; without it, none is')
    .option('--base <path>', 'path that the site is served under: /docs/', basePath, '/');
}

async function start(command: 'build' | 'dev', options: SiteOptions, io: Io): Promise<void> {
  const script = fileURLToPath(new URL('../../../site/run.mjs', import.meta.url));
  const index = import.meta.url.endsWith('.ts') ? '../../index.ts' : '../../index.js';
  const settings = {
    command,
    compiler: new URL(index, import.meta.url).href,
    root: options.root === undefined ? null : resolve(io.cwd, options.root),
    cwd: io.cwd,
    out: resolve(io.cwd, options.out ?? 'site-dist'),
    base: options.base,
    port: options.port ?? 4321,
    runs: options.runs === undefined ? null : resolve(io.cwd, options.runs),
  };
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], {
    cwd: io.cwd,
    env: { ...io.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk) => io.stdout.write(chunk));
  child.stderr.on('data', (chunk) => io.stderr.write(chunk));
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  try {
    io.exit(await ended(child));
  } finally {
    process.off('SIGINT', pass).off('SIGTERM', pass);
  }
}

/** The exit status of a process; a signal's as a shell says it. */
function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (status, signal) => done(status ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

function basePath(value: string): string {
  const path = `/${value.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  if (!/^\/(?:[\w.~-]+\/)*$/.test(path) || /\/\.{1,2}\//.test(path)) {
    throw new InvalidArgumentError('it is the path of an address, such as / or /docs/.');
  }
  return path;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('it is a number between 0 and 65535.');
  }
  return port;
}
