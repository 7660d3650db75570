// Finds the Chromium that the browser tests drive; gets Debian's where it may; else says exactly what to install.
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const wanted = process.env.CHROMIUM ?? '/usr/bin/chromium';
const packages = ['chromium'];

if (!isExecutable(wanted) && !install()) {
  process.stderr.write(
    `The browser tests need Chromium, and there is none at ${wanted}.\n` +
      `Install Debian's as root:  apt-get update && apt-get install -y ${packages.join(' ')}\n` +
      'or name another one:       CHROMIUM=/path/to/chromium npm test\n',
  );
  process.exit(1);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Only as root, only with apt-get, and only where the usual place was meant. */
function install() {
  const hasApt = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => isExecutable(path.join(folder, 'apt-get')));
  if (process.getuid?.() !== 0 || !hasApt || process.env.CHROMIUM !== undefined) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'inherit',
      env,
    });
  } catch {
    return false;
  }
  return isExecutable(wanted);
}
