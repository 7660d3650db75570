/** The cache on disk. */
import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Cache } from '../model/cache.ts';

/** Where this user's cache lies, from the environment; `null`: nowhere. */
export function cacheFolder(env: NodeJS.ProcessEnv): string | null {
  if (env.PROCS_CACHE_DIR) return path.resolve(env.PROCS_CACHE_DIR);
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, 'procs');
  return env.HOME ? path.join(env.HOME, '.cache', 'procs') : null;
}

/** Entries that nobody asked for in this time are removed, in milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

/**
 * Safe with several processes: an entry is written whole under another name and then renamed, and whoever
 * writes the same key writes the same value.
 *
 * @param build which build of procs: what another one worked out is not found.
 */
export function openCache(folder: string, build: string): Cache {
  let usable = true;
  let pruned = false;
  return {
    get(key) {
      try {
        const file = fileOf(folder, build, key);
        const text = readFileSync(file, 'utf8');
        const end = text.indexOf('\n');
        const body = text.slice(end + 1);
        if (crc32(body) !== Number.parseInt(text.slice(0, end), 16)) return null;
        const now = Date.now();
        if (now - statSync(file).mtimeMs > KEPT / 10) utimesSync(file, now / 1000, now / 1000);
        return JSON.parse(body) as unknown;
      } catch {
        return null;
      }
    },
    set(key, value) {
      if (!usable) return;
      try {
        if (!pruned) prune(folder);
        pruned = true;
        const body = JSON.stringify(value);
        const file = fileOf(folder, build, key);
        const beside = `${file}.${randomUUID()}`;
        writeInto(beside, `${crc32(body).toString(16)}\n${body}`);
        renameSync(beside, file);
      } catch {
        usable = false;
      }
    },
  };
}

function fileOf(folder: string, build: string, key: string): string {
  const name = createHash('sha256').update(`${build} ${key}`).digest('hex');
  return path.join(folder, name.slice(0, 2), name.slice(2));
}

function writeInto(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  }
}

/** Once a day, by whoever writes first: the names of the folders are two hexadecimal digits, and nothing else is touched. */
function prune(folder: string): void {
  const marker = path.join(folder, 'pruned');
  const now = Date.now();
  const last = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (now - last < 24 * 3600 * 1000) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(marker, '');
  for (const name of readdirSync(folder).filter((one) => /^[0-9a-f]{2}$/.test(one))) {
    for (const entry of readdirSync(path.join(folder, name))) {
      const file = path.join(folder, name, entry);
      const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now;
      if (now - time > KEPT) rmSync(file, { force: true });
    }
  }
}
