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

/** Keys whose parts wait to be written together: more are never held. */
const WAITING = 8;
/** What is kept under a key without parts. */
const WHOLE = 'whole';

/** JSON of each part. */
type Parts = Map<string, string>;

/**
 * All that is kept under one key is one file, written at the end of the turn in which it was worked out: a
 * process that ends before loses that turn's work, nothing else. Safe with several processes: a file is written
 * whole under another name and then renamed, and whoever writes the same part of a key writes the same value.
 *
 * @param build which build of procs: what another one worked out is not found.
 */
export function openCache(folder: string, build: string): Cache {
  let usable = true;
  let pruned = false;
  const waiting = new Map<string, Parts>();
  // Of one document after the other, one part after the other is asked for.
  let latest: { readonly key: string; readonly bytes: Buffer | null } | null = null;
  const bytesOf = (key: string): Buffer | null => {
    if (latest?.key !== key) latest = { key, bytes: readKept(fileOf(folder, build, key)) };
    return latest.bytes;
  };
  const write = (): void => {
    for (const [key, parts] of waiting) {
      if (!usable) break;
      try {
        if (!pruned) prune(folder);
        pruned = true;
        const bytes = bytesOf(key);
        const kept = bytes === null ? [] : partsOf(bytes).filter(([name]) => !parts.has(name));
        writeParts(fileOf(folder, build, key), new Map([...kept, ...parts]));
      } catch {
        usable = false;
      }
      latest = null;
    }
    waiting.clear();
  };
  return {
    get(key, part = WHOLE) {
      const json = waiting.get(key)?.get(part);
      if (json !== undefined) return JSON.parse(json) as unknown;
      const bytes = bytesOf(key);
      return bytes === null ? null : parsed(bytes, part);
    },
    set(key, value, part = WHOLE) {
      if (!usable) return;
      let parts = waiting.get(key);
      if (parts === undefined) {
        if (waiting.size >= WAITING) write();
        if (waiting.size === 0) setImmediate(write);
        parts = new Map();
        waiting.set(key, parts);
      }
      parts.set(part, JSON.stringify(value));
    },
  };
}

/** A line that says of each part its name, its length in bytes and its checksum; behind it the parts, as JSON. */
function writeParts(file: string, parts: Parts): void {
  const head = [...parts].map(([name, json]) => [name, Buffer.byteLength(json), crc32(json)]);
  const beside = `${file}.${randomUUID()}`;
  writeInto(beside, [JSON.stringify(head), ...parts.values()].join('\n'));
  renameSync(beside, file);
}

function readKept(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const now = Date.now();
    if (now - statSync(file).mtimeMs > KEPT / 10) utimesSync(file, now / 1000, now / 1000);
    return bytes;
  } catch {
    return null;
  }
}

function parsed(bytes: Buffer, part: string): unknown {
  try {
    const place = placesIn(bytes).find(({ name }) => name === part);
    if (place === undefined) return null;
    const json = bytes.subarray(place.start, place.end);
    return crc32(json) === place.sum ? (JSON.parse(json.toString()) as unknown) : null;
  } catch {
    return null;
  }
}

/** The parts that are whole. */
function partsOf(bytes: Buffer): [name: string, json: string][] {
  try {
    return placesIn(bytes).flatMap(({ name, start, end, sum }): [string, string][] => {
      const json = bytes.subarray(start, end);
      return crc32(json) === sum ? [[name, json.toString()]] : [];
    });
  } catch {
    return [];
  }
}

interface PartPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly sum: number;
}

/** @throws where the first line is none of ours. */
function placesIn(bytes: Buffer): PartPlace[] {
  const stop = bytes.indexOf(10);
  const head = JSON.parse(bytes.toString('utf8', 0, stop)) as [string, number, number][];
  let start = stop + 1;
  return head.map(([name, length, sum]) => {
    const place = { name, start, end: start + length, sum };
    start = place.end + 1;
    return place;
  });
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
