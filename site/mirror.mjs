/**
 * Astro writes its types into the folder that it is started in, and takes no other one. Where procs is
 * installed for everybody (`sudo npm install -g`) it may not: it is started in a folder of links instead,
 * in which everything is called by the name that it has there.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What of procs is needed to build a site. */
const parts = ['site', 'src', 'package.json', 'tsconfig.json', 'astro.config.mjs'];

export function isWritable(/** @type {string} */ folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts this program again, from links in `folder`, and ends as it does.
 *
 * @param {string} home Where procs lies.
 * @param {string} packages Where its packages lie.
 * @param {string} folder An empty one, which is this process's own.
 * @param {object} options
 */
export async function runInMirror(home, packages, folder, options) {
  for (const part of parts) await symlink(join(home, part), join(folder, part));
  await symlink(packages, join(folder, 'node_modules'));
  const child = spawn(
    process.execPath,
    [
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      join(folder, 'site', 'run.mjs'),
      JSON.stringify({ ...options, isMirror: true }),
    ],
    { stdio: 'inherit' },
  );
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [status, signal] = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (...end) => done(end));
  });
  process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1);
}
