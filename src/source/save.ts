/** Writes files: whole, or not at all. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * A reader never sees half a file, and one that is there already stays until the new one is whole.
 *
 * @returns why it cannot be written, for a person; `null`: it is.
 */
export function saveFile(file: string, text: string): string | null {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    // What is there and is no plain file (a link, /dev/stdout, a named pipe) is written to, never replaced.
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) {
      writeFileSync(file, text);
      return null;
    }
    writeWhole(file, beside, text, stat?.mode ?? 0o666);
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return (code === undefined ? undefined : reasons[code]) ?? message;
  }
}

/**
 * Puts a new text into a document whose bytes had this hash (SHA-256, hexadecimal), and leaves it as it is where
 * somebody wrote to it meanwhile. Its byte order mark and mode stay; behind a link, the file itself changes.
 *
 * @returns why it cannot be written, for a person; `null`: it is.
 */
export function replaceText(file: string, hash: string, text: string): string | null {
  try {
    const bytes = readFileSync(file);
    if (createHash('sha256').update(bytes).digest('hex') !== hash) {
      return 'it has been changed since it was read';
    }
    // They were read as newlines, and would be written as such.
    if (/\r(?!\n)/.test(bytes.toString())) {
      return 'it ends lines with carriage returns alone, which no tool here writes; convert its line ends first';
    }
    const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? '\uFEFF' : '';
    return saveFile(realpathSync(file), mark + text);
  } catch (error) {
    return (error as Error).message;
  }
}

function writeWhole(file: string, beside: string, text: string, mode: number): void {
  const handle = openSync(beside, 'wx', mode);
  try {
    try {
      writeFileSync(handle, text);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};
