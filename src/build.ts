/** Which build of procs this is: what another one worked out is not used. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from './version.ts';

let known: string | null = null;

/** Version, and names, sizes and times of its modules: the same version is built many times while it is made. */
export function buildId(): string {
  known ??= idOf(path.dirname(fileURLToPath(import.meta.url)));
  return known;
}

function idOf(folder: string): string {
  const hash = createHash('sha256').update(version);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((one) => /\.[jt]s$/.test(one))) {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
