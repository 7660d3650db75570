/** Writes a report to a file: whole, or not at all. */
import { closeSync, lstatSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A reader never sees half a report, and one that is there already stays until the new one is whole.
 *
 * @returns why it cannot be written, for a person; `null`: it is.
 */
export function saveReport(file: string, text: string): string | null {
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
