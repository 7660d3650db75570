/** A block's output as it comes: decoded, masked, harmless, its head and tail shown and all of it in its file. */
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { escapeTerminal } from '../../text/escape.ts';
import type { Redactor } from '../redact.ts';
import type { Words } from '../words/words.ts';
import type { Paper } from './paper.ts';
import { type Unread, unread } from './unread.ts';

export type Stream = 'stdout' | 'stderr';

export interface BlockOutput {
  take(stream: Stream, bytes: Buffer): void;
  /** `files`: where all of it lies. */
  end(files: string): void;
}

export interface BlockOutputOptions {
  readonly paper: Paper;
  readonly redactor: Redactor;
  readonly words: Words;
  /** Puts the mark of its stream before a line. */
  readonly bar: (stream: Stream) => string;
  readonly dim: (text: string) => string;
  /** Lines that are shown as they come; then only the last ones, at its end. */
  readonly head: number;
  /** Limit of the block: milliseconds. */
  readonly timeout: number | null;
  readonly clock: (milliseconds: number) => string;
  /** Every line, as it is shown. */
  readonly onLine?: (stream: Stream, line: string) => void;
}

const TAIL = 10;
/** So much is decoded and masked behind the head; of more only its end is worth that: bytes. */
const READ = 256 * 1024;
/** A block that is quiet for so long shows that it still runs: milliseconds. */
const QUIET = 2000;

export function blockOutput(options: BlockOutputOptions): BlockOutput {
  const { paper, words, head, bar } = options;
  const say = words.screen;
  const started = performance.now();
  let last = started;
  let shown = 0;
  let folded = 0;
  let newest = '';
  let tail: [Stream, string][] = [];
  let behind = 0;
  let rest: Unread | null = null;
  const streams = { stdout: lineCutter(options.redactor), stderr: lineCutter(options.redactor) };
  const print = (stream: Stream, line: string): void =>
    paper.line(line, `    ${bar(stream)} `, `    ${bar(stream)} `);
  const show = (line: string, stream: Stream): void => {
    const text = harmless(line);
    options.onLine?.(stream, text);
    last = performance.now();
    newest = text;
    if (shown < head) {
      shown += 1;
      print(stream, text);
    } else {
      folded += 1;
      tail = [...tail.slice(-(TAIL - 1)), [stream, text]];
    }
  };
  const lineCount = (): number => shown + folded + (rest?.lines ?? 0);
  /** The last lines of what nobody read, as if they had been. */
  const catchUp = (): void => {
    if (rest === null) return;
    const cutters = { stdout: lineCutter(options.redactor), stderr: lineCutter(options.redactor) };
    const whole = new Set<Stream>();
    const before = lineCount();
    tail = [];
    for (const [stream, bytes] of rest.last()) {
      // What it begins with may be the end of a line, or of a secret.
      const from = whole.has(stream) ? 0 : bytes.indexOf(0x0a) + 1;
      if (from === 0 && !whole.has(stream) && rest.last().length > 1) continue;
      whole.add(stream);
      for (const line of cutters[stream].push(bytes.subarray(from))) show(line, stream);
    }
    for (const stream of ['stdout', 'stderr'] as const)
      for (const line of cutters[stream].end()) show(line, stream);
    folded = before - shown;
    rest = null;
  };
  const tick = (): void => {
    const now = performance.now();
    const time = options.clock(now - started);
    const limit = options.timeout === null ? null : options.clock(options.timeout);
    if (folded > 0) paper.status(`    ⋯ ${time}  ${say.lines(lineCount())}  ${newest}`);
    else if (now - last >= QUIET)
      paper.status(`    ⋯ ${limit === null ? say.quiet(time) : say.quietOf(time, limit)}`);
  };
  const timer = paper.live ? setInterval(tick, 1000) : undefined;
  timer?.unref();
  return {
    take(stream, bytes) {
      if (folded > 0 && options.onLine === undefined) behind += bytes.length;
      if (behind <= READ) {
        for (const line of streams[stream].push(bytes)) show(line, stream);
        return;
      }
      last = performance.now();
      rest ??= unread();
      rest.take(stream, bytes);
    },
    end(files) {
      clearInterval(timer);
      if (rest !== null) catchUp();
      else
        for (const stream of ['stdout', 'stderr'] as const)
          for (const line of streams[stream].end()) show(line, stream);
      paper.status(null);
      if (folded > tail.length)
        paper.line(options.dim(say.folded(folded - tail.length, files)), '    ');
      for (const [stream, line] of tail) print(stream, line);
    },
  };
}

/** Colours and cursor movements are taken out; whatever else could act on a terminal becomes visible. */
function harmless(line: string): string {
  // A progress bar redraws its line: the last state is what a terminal would show.
  const state = line.replace(/\r+$/, '').split('\r').at(-1)!;
  const text = escapeTerminal(stripVTControlCharacters(state)).replaceAll('\t', '    ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 2000;

function lineCutter(masks: Redactor): { push(bytes: Buffer): string[]; end(): string[] } {
  const decoder = new StringDecoder('utf8');
  const redactor = masks.stream();
  let open = '';
  const cut = (text: string): string[] => {
    const parts = (open + text).split('\n');
    open = parts.pop()!;
    // A line without end must not grow in memory for ever.
    if (open.length > 8192) {
      parts.push(open);
      open = '';
    }
    return parts;
  };
  return {
    push: (bytes) => cut(redactor.push(decoder.write(bytes))),
    end: () => {
      const parts = cut(redactor.push(decoder.end()) + redactor.end());
      return open === '' ? parts : [...parts, open];
    },
  };
}
