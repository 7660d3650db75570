/** What a run leaves in its folder: output without secrets, and nothing else once it has ended. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createRedactor, type Redactor } from '../redact.ts';

/** Longer texts are kept apart by the collector, and let lie. */
const CHUNK = 64 * 1024;

/**
 * What blocks printed lies in files as it came: secrets are taken out before anyone reads them.
 * `only`: names of blocks' folders; `null`: all.
 */
export async function maskOutput(
  directory: string,
  secrets: readonly string[],
  only: ReadonlySet<string> | null = null,
): Promise<void> {
  const blocks = join(directory, 'blocks');
  if (!existsSync(blocks)) return;
  // latin1 keeps every byte, whatever the encoding of the output is.
  const redactor = createRedactor(secrets, (form) => Buffer.from(form, 'utf8').toString('latin1'));
  for (const entry of readdirSync(blocks, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || (entry.name !== 'stdout' && entry.name !== 'stderr')) continue;
    if (only !== null && ![...only].some((each) => entry.parentPath.startsWith(each))) continue;
    await maskFile(join(entry.parentPath, entry.name), redactor);
  }
}

/** Never holds more than a piece of it. A file without a secret stays as it is. */
async function maskFile(file: string, redactor: Redactor): Promise<void> {
  if (!(await maskInto(file, null, redactor))) return;
  const beside = `${file}.masked`;
  await rm(beside, { force: true });
  const handle = await open(beside, 'wx', 0o600);
  try {
    await maskInto(file, handle, redactor);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

/** Whether there was something to mask; without a target it stops at the first. */
async function maskInto(
  file: string,
  target: FileHandle | null,
  redactor: Redactor,
): Promise<boolean> {
  const stream = redactor.stream();
  const source = await open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, CHUNK, null);
      const text = buffer.toString('latin1', 0, bytesRead);
      const masked = bytesRead === 0 ? stream.end() : stream.push(text);
      if (target === null && stream.masked) return true;
      if (target !== null && masked !== '') await target.write(Buffer.from(masked, 'latin1'));
      if (bytesRead === 0) return stream.masked;
    }
  } finally {
    await source.close();
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
