/**
 * The journal of a run: append-only lines of JSON, chained, each written before anything follows it, and
 * on disk before anything follows that could not be done again. Only this file writes it.
 */
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
import { headOf, linesOf, sha256 } from './chain.ts';
import type { Signer } from './envelope.ts';
import { maskEvent } from './mask.ts';
import { Event, isSigned, type JournalRecord, VERSION, type Written } from './record.ts';
import { signHead } from './sign.ts';

export const NAME = 'journal.jsonl';

export interface JournalOptions {
  /** Takes secrets out of what is written. */
  readonly redact?: (text: string) => string;
  /** Signs what a person decided, and the end. */
  readonly signer?: Signer | null;
  /** Told of lines that are on disk, each ending in a newline. */
  readonly onLines?: (lines: string) => void;
}

export class Journal {
  readonly directory: string;
  readonly #descriptor: number;
  readonly #options: JournalOptions;
  #count: number;
  /** Hash of what the next record follows. */
  #head: string;
  /** Written, and perhaps not on disk. */
  #held = '';
  #soon: NodeJS.Timeout | undefined;
  /** Why what is held could not be brought to disk, or what is half written not taken back. */
  #failure: unknown = null;
  /** How much of the file is whole. */
  #bytes: number;

  private constructor(
    directory: string,
    descriptor: number,
    count: number,
    head: string,
    bytes: number,
    options: JournalOptions,
  ) {
    this.directory = directory;
    this.#descriptor = descriptor;
    this.#count = count;
    this.#head = head;
    this.#bytes = bytes;
    this.#options = options;
  }

  /**
   * Starts the journal of a new run in its directory.
   * @throws where there is one already, or the directory cannot be written
   */
  static create(directory: string, options: JournalOptions = {}): Journal {
    const descriptor = openSync(join(directory, NAME), 'ax', 0o600);
    syncDirectory(directory);
    return new Journal(directory, descriptor, 0, sha256(''), 0, options);
  }

  /**
   * Opens a run's journal to go on with it; what a crash left half written at its end is cut off, and
   * the journal says so.
   * @throws {JournalError} where it was changed since it was written
   */
  static open(
    directory: string,
    options: JournalOptions = {},
  ): { journal: Journal; records: JournalRecord[] } {
    const { records, bytes, head, tail } = readJournal(directory);
    const descriptor = openSync(join(directory, NAME), 'r+', 0o600);
    ftruncateSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
    const appending = openSync(join(directory, NAME), 'a', 0o600);
    const journal = new Journal(directory, appending, records.length, head, bytes, options);
    if (tail.length > 0)
      journal.append({ event: 'tail-cut', bytes: tail.length, sha256: sha256(tail) });
    return { journal, records };
  }

  /**
   * Written when this returns, and on disk; what can wait for that is so with the next event that cannot, or soon.
   * @throws where it cannot be written: the journal is then as it was before
   */
  append(event: Written): void {
    if (this.#failure !== null) throw this.#failure;
    const { redact, signer = null } = this.#options;
    const before = { count: this.#count, head: this.#head };
    let text = this.#next(redact === undefined ? event : maskEvent(event, redact));
    if (signer !== null && isSigned(event)) {
      const at = new Date().toISOString();
      const head = { count: this.#count, head: this.#head, at, by: null };
      const signature = signHead(head, signer);
      const { count } = head;
      text += this.#next(
        { event: 'signature', count, head: head.head, key: signer.id, signature },
        at,
      );
    }
    this.#write(Buffer.from(text), before);
    this.#held += text;
    if (canWait(event)) this.#soon ??= setTimeout(() => this.#syncLate(), SOON);
    else this.#sync();
  }

  #write(bytes: Buffer, before: { readonly count: number; readonly head: string }): void {
    try {
      for (let written = 0; written < bytes.length; )
        written += writeSync(this.#descriptor, bytes, written);
      this.#bytes += bytes.length;
    } catch (error) {
      // A line that is half there would cut off whatever follows it.
      this.#count = before.count;
      this.#head = before.head;
      try {
        ftruncateSync(this.#descriptor, this.#bytes);
      } catch {
        this.#failure = error;
      }
      throw error;
    }
  }

  close(): void {
    try {
      this.#sync();
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #sync(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#held === '' || this.#failure !== null) return;
    try {
      fdatasyncSync(this.#descriptor);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
    const lines = this.#held;
    this.#held = '';
    this.#options.onLines?.(lines);
  }

  #syncLate(): void {
    try {
      this.#sync();
    } catch {
      // Nobody called: whoever writes next is told.
    }
  }

  #next(event: Event, at = new Date().toISOString()): string {
    const line = recordLine(event, at, this.#count, this.#head);
    this.#count += 1;
    this.#head = sha256(line);
    return `${line}\n`;
  }
}

/** Milliseconds: behind a block that has ended, the start of the next one comes sooner. */
const SOON = 20;

/**
 * What follows from what was written before it, and is found again from that: that a step begins, or
 * ends, and what a block that has ended came to. A crash of the runner loses none of it; a machine that
 * loses power may forget the last of it, never that a block was started or had ended.
 */
function canWait(event: Written): boolean {
  if (isSigned(event)) return false;
  if (event.event === 'action') return event.kind === 'run';
  return event.event === 'step-started' || event.event === 'step-ended';
}

/** A record as it lies in the file. */
export function recordLine(event: Event, at: string, n: number, prev: string): string {
  return JSON.stringify({ at, n, prev, ...event });
}

/** A journal that cannot be read as one: damaged in the middle, or of another version. */
export class JournalError extends Error {
  override name = 'JournalError';
}

export interface ReadJournal {
  readonly records: JournalRecord[];
  /** How much of the file is whole. */
  readonly bytes: number;
  /** What the next record has to name as the one before it. */
  readonly head: string;
  /** What follows the whole part: a last line that a crash left half written. */
  readonly tail: Buffer;
}

/**
 * Reads a run's journal, and holds its chain.
 * @throws {JournalError} where a line that is not the last cannot be read, or is not what the next says
 */
export function readJournal(directory: string): ReadJournal {
  const file = join(directory, NAME);
  const content = readContent(directory);
  const { lines, rest } = linesOf(content);
  const records: JournalRecord[] = [];
  let chained = false;
  for (const [n, line] of lines.entries()) {
    const record = parseRecord(line.bytes.toString('utf8'), n);
    if (record === null) {
      const version = n === 0 ? versionIn(line.bytes) : null;
      if (version !== null && version > VERSION) {
        throw new JournalError(
          `${file} was written by a newer procs (version ${version} of the journal; this one reads up to ${VERSION}): read it with that one.`,
        );
      }
      // Nothing acknowledged is lost: a record that was, is whole.
      if (n === lines.length - 1 && rest === content.length)
        return {
          records,
          bytes: line.from,
          head: headOf(content, lines[n - 1], chained),
          tail: content.subarray(line.from),
        };
      throw damaged(file, n + 1);
    }
    const wanted: boolean = chained || record.prev !== undefined;
    if (wanted && record.prev !== headOf(content, lines[n - 1], chained)) {
      throw damaged(file, n === 0 ? 1 : n);
    }
    chained = wanted;
    records.push(record);
  }
  return {
    records,
    bytes: rest,
    head: headOf(content, lines.at(-1), chained),
    tail: content.subarray(rest),
  };
}

/** @throws {JournalError} where it cannot be read */
export function readContent(directory: string): Buffer {
  const file = join(directory, NAME);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new JournalError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The record that a line holds; `null`: it is none, or not the one that belongs there. */
export function parseRecord(line: string, n: number): JournalRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = Event.safeParse(value);
  const { at, n: number, prev } = value as { at?: unknown; n?: unknown; prev?: unknown };
  if (!parsed.success || typeof at !== 'string' || number !== n) return null;
  if (prev === undefined) return { ...parsed.data, at, n };
  return typeof prev === 'string' ? { ...parsed.data, at, n, prev } : null;
}

function damaged(file: string, line: number): JournalError {
  return new JournalError(
    `${file} is damaged in line ${line}: it was changed after it was written, so what follows cannot be trusted. "procs runs verify" tells more.`,
  );
}

function versionIn(line: Buffer): number | null {
  try {
    const { version } = JSON.parse(line.toString('utf8')) as { version?: unknown };
    return typeof version === 'number' ? version : null;
  } catch {
    return null;
  }
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
