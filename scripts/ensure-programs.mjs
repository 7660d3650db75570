// Finds the programs that the tests drive; gets Debian's where it may; else says exactly what to install.
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Without a program that is not required, the tests that need it are skipped, and say so. */
const programs = [
  { package: 'chromium', file: chromium, required: true, for: 'the site in a browser' },
  { package: 'tmux', file: 'tmux', required: false, for: 'runs in a real terminal' },
  { package: 'openssh-client', file: 'ssh', required: false, for: 'runs on other hosts' },
  {
    package: 'openssh-server',
    file: '/usr/sbin/sshd',
    required: false,
    for: 'runs on other hosts',
  },
];

let missing = programs.filter(({ file }) => !isThere(file));
if (missing.length > 0 && install(missing)) missing = programs.filter(({ file }) => !isThere(file));
for (const { package: name, for: what } of missing)
  process.stderr.write(`${name} is missing: it is for tests of ${what}.\n`);
if (missing.length > 0) {
  const names = missing.map((program) => program.package).join(' ');
  process.stderr.write(`As root:  apt-get update && apt-get install -y ${names}\n`);
}
if (missing.some(({ required }) => required)) {
  process.stderr.write('Another Chromium will do as well:  CHROMIUM=/path/to/chromium npm test\n');
  process.exit(1);
}

function isThere(file) {
  return file.includes('/') ? isExecutable(file) : onPath(file);
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => isExecutable(path.join(folder, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Only as root, only with apt-get, and another Chromium than the usual one is not replaced. */
function install(wanted) {
  const names = wanted
    .filter(({ file }) => file !== chromium || process.env.CHROMIUM === undefined)
    .map((program) => program.package);
  if (names.length === 0 || process.getuid?.() !== 0 || !onPath('apt-get')) return false;
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options);
    return true;
  } catch {
    return false;
  }
}
