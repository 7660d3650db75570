/** The files of an attempt on their way to its host, and back. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt } from '../attempt.ts';
import { handedOver } from '../handover.ts';
import type { Launch } from '../place.ts';
import { ConnectionFailure } from './failure.ts';
import { textOf } from './scripts.ts';

/** Where an attempt's files lie on its host: nobody knows the cookie before the folder is there. */
export function remoteDirectory(cookie: string): string {
  return `/tmp/procs-${cookie}`;
}

/** What `upload.bash` reads. @throws {ConnectionFailure} where a name cannot be sent */
export async function bundle({ attempt, document, given }: Launch): Promise<Buffer> {
  if (/[\n\0]/.test(document))
    throw new ConnectionFailure('unfit', 'the name of its file cannot be used on another host');
  const own = (name: string) => readFile(join(attempt.directory, name));
  const empty = Buffer.alloc(0);
  const files: [string, Buffer][] = [
    [document, await own(document)],
    ['driver', await own('driver')],
    ['-', Buffer.from(given, 'latin1')],
    ['stdout', empty],
    ['stderr', empty],
    ['guardian', Buffer.from(textOf('guardian'))],
    ['holder', Buffer.from(textOf('holder'))],
    ['terminal', Buffer.from(textOf('terminal'))],
  ];
  return bundleOf(files);
}

/** Files as `upload.bash` reads them. */
export function bundleOf(files: readonly (readonly [string, Buffer])[]): Buffer {
  return Buffer.concat([
    ...files.flatMap(([name, content]) => [Buffer.from(`${content.length} ${name}\n`), content]),
    Buffer.from('0 .\n'),
  ]);
}

/** How an attempt stands on its host. */
export type Standing =
  | {
      readonly kind: 'ended';
      readonly status: number;
      /** How much it had printed when it ended. */
      readonly stdout: number;
      readonly stderr: number;
    }
  /** `vanished`: nothing of it runs, and how it ended was not written down. `absent`: nothing of it is there. */
  | { readonly kind: 'running' | 'vanished' | 'absent' };

/** Reads what `fetch.bash` printed; `null`: it was cut off. */
export function readFetched(
  printed: Buffer,
): { standing: Standing; files: Map<string, Buffer> } | null {
  const files = new Map<string, Buffer>();
  let at = 0;
  const line = (): string | null => {
    const end = printed.indexOf(0x0a, at);
    if (end < 0) return null;
    const text = printed.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  const standing = readStanding(line() ?? '');
  if (standing === null) return null;
  for (;;) {
    const match = /^(\d+) (\S+)$/.exec(line() ?? '');
    if (match === null) return null;
    if (match[2] === '.') return { standing, files };
    const size = Number(match[1]);
    if (at + size > printed.length) return null;
    files.set(match[2]!, printed.subarray(at, at + size));
    at += size;
  }
}

function readStanding(line: string): Standing | null {
  if (line === 'running' || line === 'vanished' || line === 'absent') return { kind: line };
  const match = /^ended (\d+) (\d+) (\d+)$/.exec(line);
  if (match === null) return null;
  const [status, stdout, stderr] = match.slice(1).map(Number) as [number, number, number];
  return { kind: 'ended', status, stdout, stderr };
}

/** Puts what an attempt left on its host beside what it printed here; its state is for `keep`. */
export async function keepFetched(
  { directory, cookie }: Attempt,
  files: ReadonlyMap<string, Buffer>,
  keep: Launch['keep'],
): Promise<void> {
  for (const [name, content] of files) {
    if (name !== 'state') await writeFile(join(directory, name), content, { mode: 0o600 });
  }
  const printed = files.get('state')?.toString('latin1') ?? '';
  const state = handedOver(printed, cookie);
  if (state !== null) keep(state, printed);
}
