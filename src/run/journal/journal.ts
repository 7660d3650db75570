/** The journal of a run: append-only lines of JSON, each on disk before anything follows it. Only this file writes it. */
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Event, type JournalRecord } from './record.ts';

const NAME = 'journal.jsonl';

export class Journal {
  readonly directory: string;
  #descriptor: number;
  #count: number;
  #redact: (text: string) => string;

  private constructor(
    directory: string,
    descriptor: number,
    count: number,
    redact: (text: string) => string,
  ) {
    this.directory = directory;
    this.#descriptor = descriptor;
    this.#count = count;
    this.#redact = redact;
  }

  /**
   * Starts the journal of a new run in its directory.
   * @throws where there is one already, or the directory cannot be written
   */
  static create(directory: string, redact: (text: string) => string = (text) => text): Journal {
    const descriptor = openSync(join(directory, NAME), 'ax', 0o600);
    syncDirectory(directory);
    return new Journal(directory, descriptor, 0, redact);
  }

  /** Opens a run's journal to go on with it; what a crash left half written at its end is cut off. */
  static open(
    directory: string,
    redact: (text: string) => string = (text) => text,
  ): { journal: Journal; records: JournalRecord[] } {
    const { records, bytes } = readJournal(directory);
    const descriptor = openSync(join(directory, NAME), 'r+', 0o600);
    ftruncateSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
    const appending = openSync(join(directory, NAME), 'a', 0o600);
    return { journal: new Journal(directory, appending, records.length, redact), records };
  }

  /** On disk when this returns. */
  append(event: Event): void {
    const record = { at: new Date().toISOString(), n: this.#count, ...event };
    const line = JSON.stringify(record, (_key, value) =>
      typeof value === 'string' ? this.#redact(value) : value,
    );
    const bytes = Buffer.from(`${line}\n`);
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#descriptor, bytes, written);
    fdatasyncSync(this.#descriptor);
    this.#count += 1;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** A journal that cannot be read as one: damaged in the middle, or of another version. */
export class JournalError extends Error {
  override name = 'JournalError';
}

/**
 * Reads a run's journal. `bytes`: how much of it is whole; anything after that is a torn last line.
 * @throws {JournalError} where a line that is not the last cannot be read
 */
export function readJournal(directory: string): { records: JournalRecord[]; bytes: number } {
  const file = join(directory, NAME);
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    throw new JournalError(`${file} cannot be read: ${(error as Error).message}`);
  }
  const records: JournalRecord[] = [];
  let from = 0;
  for (;;) {
    const end = content.indexOf(0x0a, from);
    if (end < 0) return { records, bytes: from };
    const record = parse(content.toString('utf8', from, end), records.length);
    if (record === null) {
      if (content.indexOf(0x0a, end + 1) < 0 && end === content.length - 1)
        return { records, bytes: from };
      throw new JournalError(
        `${file} is damaged in line ${records.length + 1}: it was changed after it was written, so what follows cannot be trusted`,
      );
    }
    records.push(record);
    from = end + 1;
  }
}

function parse(line: string, n: number): JournalRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = Event.safeParse(value);
  const { at, n: number } = value as { at?: unknown; n?: unknown };
  if (!parsed.success || typeof at !== 'string' || number !== n) return null;
  return { ...parsed.data, at, n };
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
