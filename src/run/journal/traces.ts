/** What a run leaves in its folder: output without secrets, and nothing else once it has ended. */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createRedactor, type Redactor } from '../redact.ts';

/** Longer texts are kept apart by the collector, and let lie. */
const CHUNK = 64 * 1024;

/**
 * What blocks printed lies in files as it came: secrets are taken out before anyone reads them.
 * `only`: blocks' folders; `null`: all.
 */
export async function maskOutput(
  directory: string,
  secrets: readonly string[],
  only: ReadonlySet<string> | null = null,
): Promise<void> {
  // latin1 keeps every byte, whatever the encoding of the output is.
  const redactor = createRedactor(secrets, (form) => Buffer.from(form, 'utf8').toString('latin1'));
  for (const folder of only ?? [join(directory, 'blocks')]) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || (entry.name !== 'stdout' && entry.name !== 'stderr')) continue;
      const file = join(entry.parentPath, entry.name);
      if (statSync(file).size > 0) await maskFile(file, redactor);
    }
  }
}

/** Never holds more than a piece of it. A file without a secret stays as it is. */
async function maskFile(file: string, redactor: Redactor): Promise<void> {
  if (!(await maskInto(file, null, redactor))) return;
  const beside = `${file}.masked`;
  rmSync(beside, { force: true });
  const target = openSync(beside, 'wx', 0o600);
  try {
    await maskInto(file, target, redactor);
    fdatasyncSync(target);
  } finally {
    closeSync(target);
  }
  renameSync(beside, file);
}

/** Whether there was something to mask; without a target it stops at the first. */
async function maskInto(file: string, target: number | null, redactor: Redactor): Promise<boolean> {
  const stream = redactor.stream();
  const source = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const size = readSync(source, buffer, 0, CHUNK, null);
      const masked = size === 0 ? stream.end() : stream.push(buffer.toString('latin1', 0, size));
      if (target === null && stream.masked) return true;
      if (target !== null && masked !== '') writeFileSync(target, masked, 'latin1');
      if (size === 0) return stream.masked;
      // Signals and other blocks are heard in between.
      if (size === CHUNK) await turn();
    }
  } finally {
    closeSync(source);
  }
}

/** After a run has ended nothing needs the session's state, the filled blocks or the driver: all may hold values. */
export function forget(directory: string): void {
  const blocks = join(directory, 'blocks');
  for (const entry of readdirSync(blocks, { recursive: true, withFileTypes: true })) {
    const isGone = entry.isFile() || entry.isFIFO();
    if (!isGone || entry.name === 'stdout' || entry.name === 'stderr') continue;
    rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}
