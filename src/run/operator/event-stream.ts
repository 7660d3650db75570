/**
 * A run for programs: one JSON object a line. What the journal keeps, as it keeps it, and what blocks
 * print. Secrets are masked; what could act on a terminal is written as an escape.
 */
import { escapeJson } from '../../text/escape.ts';

/** Of the stream, beside that of the journal's own records. */
export const STREAM_VERSION = 1;

/** A line of a block's output, among the journal's events. */
export interface OutputEvent {
  readonly event: 'output';
  readonly at: string;
  readonly frame: string;
  readonly ref: string;
  /** Index of the action in its step. */
  readonly action: number;
  readonly stream: 'stdout' | 'stderr';
  /** Without its newline. Not in the journal: the whole output lies in the attempt's files. */
  readonly line: string;
}

export class EventStream {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
    this.#send({ event: 'stream', version: STREAM_VERSION });
  }

  /** Lines of the journal, as they stand there. */
  journal(lines: string): void {
    this.#write(escapeJson(lines));
  }

  output(event: Omit<OutputEvent, 'event' | 'at'>): void {
    this.#send({ event: 'output', at: new Date().toISOString(), ...event });
  }

  #send(value: object): void {
    this.#write(`${escapeJson(JSON.stringify(value))}\n`);
  }
}
