/**
 * Loaded in front of a runner (`node --import`): ends it by SIGKILL at one of its journal's lines, as
 * PROCS_CRASH_AT says: `torn:N` when half of the Nth is written, `written:N` before it is synced,
 * `synced:N` right after that, which may be with a later line. `full:N`: it lives, and the disk is full
 * from there on.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [when, number] = (process.env.PROCS_CRASH_AT ?? '').split(':');
// Nothing that the runner starts is to die of it.
delete process.env.PROCS_CRASH_AT;
const journals = new Set<number>();
let count = 0;

const { openSync, writeSync, fdatasyncSync } = fs;

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  if (String(path).endsWith('journal.jsonl') && /^ax?$/.test(String(rest[0])))
    journals.add(descriptor);
  else journals.delete(descriptor);
  return descriptor;
};

fs.writeSync = ((descriptor: number, bytes: Buffer, ...rest: number[]) => {
  const isMine = journals.has(descriptor);
  if (isMine) count += 1;
  if (isMine && when === 'torn' && count === Number(number)) {
    writeSync(descriptor, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    die();
  }
  if (isMine && when === 'full' && count >= Number(number)) {
    if (bytes.length > 1) writeSync(descriptor, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  }
  const written = writeSync(descriptor, bytes, ...rest);
  if (isMine && when === 'written' && count === Number(number)) die();
  return written;
}) as typeof fs.writeSync;

fs.fdatasyncSync = (descriptor) => {
  fdatasyncSync(descriptor);
  if (journals.has(descriptor) && when === 'synced' && count >= Number(number)) die();
};

syncBuiltinESMExports();

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('a SIGKILL did not end this process');
}
