/** What bash itself said of a block on stderr: its messages begin with the block's own file name. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { Suspect } from './events.ts';

export interface Complaint {
  /** In the Markdown file; `null` where it is not one of its lines. */
  readonly line: number | null;
  readonly message: string;
  /**
   * bash could not work an expression out: it threw the whole command away and went on with the next,
   * which neither errexit nor an ERR trap notices.
   */
  readonly gaveUp?: boolean | undefined;
  /** What it said of that is not to be had: `message` is the command. */
  readonly silent?: boolean | undefined;
}

const LONGEST = 1000;
const CHUNK = 64 * 1024;

/** What became of a block's suspects: a command that bash gave up, or may have. */
export function silentIn(
  suspects: readonly Suspect[],
  placed: { readonly code: string; readonly line: number },
): {
  readonly thrown: Complaint | null;
  readonly doubt: { readonly line: number | null; readonly command: string } | null;
} {
  const silent = suspects.filter(({ elsewhere }) => elsewhere);
  const certain = silent.find((each) => each.certain);
  const [first] = silent;
  return {
    thrown:
      certain === undefined
        ? null
        : { line: certain.line, message: certain.command, gaveUp: true, silent: true },
    doubt:
      first === undefined
        ? null
        : {
            line: first.line,
            // What is not announced is not named either.
            command:
              first.command ||
              (placed.code.split('\n')[(first.line ?? placed.line) - placed.line] ?? '').trim(),
          },
  };
}

/** Whose messages count, besides those of the block's own file. */
export interface Speakers {
  /** Other files whose commands the block's shell ran: the session's functions, what was sourced. */
  readonly sources: readonly string[];
  /** What bash may have given up. */
  readonly suspects: readonly Suspect[];
  /** Heads of `for ((…))` in the block. */
  readonly heads?: readonly { readonly line: number; readonly text: string }[];
}

/** The first command that bash gave up, else its last message; `null`: it said nothing. Holds one chunk at a time. */
export async function complaintIn(
  stderr: string,
  file: string,
  speakers: Speakers = { sources: [], suspects: [] },
): Promise<Complaint | null> {
  const markers = [...new Set([file, ...speakers.sources])].map((source) => ({
    source,
    marker: Buffer.from(`${source}: `),
  }));
  let found: Complaint | null = null;
  let rest: Buffer = Buffer.alloc(0);
  const scan = (text: Buffer, upTo: number): Complaint | null => {
    for (const { source, marker } of markers) {
      for (let at = text.indexOf(marker); at >= 0 && at < upTo; at = text.indexOf(marker, at + 1)) {
        if (at > 0 && text[at - 1] !== 0x0a) continue;
        const line = text.subarray(at + marker.length, at + LONGEST).toString('utf8');
        const said = read(line.split('\n')[0]!, source, file, speakers);
        if (said === null) continue;
        const { at: where, ...complaint } = said;
        // What another file's commands complain of is not the block's last word.
        if (source === file) found = complaint;
        if (complaint.gaveUp === true)
          return source === file ? complaint : { ...complaint, line: where };
      }
    }
    return null;
  };
  try {
    for await (const chunk of chunksOf(stderr)) {
      const text: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      // What begins near the end may go on in the next chunk.
      const upTo = Math.max(0, text.length - LONGEST);
      const gaveUp = scan(text, upTo);
      if (gaveUp !== null) return gaveUp;
      // One byte more, to see that a line begins there.
      rest = text.subarray(Math.max(0, upTo - 1));
      if (upTo === 0) rest = text;
    }
  } catch {
    return found;
  }
  return scan(rest, rest.length) ?? found;
}

/** Most blocks say nothing there, or little: a thread for that would cost more than the reading. */
async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    for (let at = 0; at < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size - at));
      const length = readSync(descriptor, chunk, 0, chunk.length, at);
      if (length === 0) return;
      at += length;
      yield chunk.subarray(0, length);
      if (at < size) await turn();
    }
  } finally {
    closeSync(descriptor);
  }
}

function read(
  text: string,
  source: string,
  file: string,
  { suspects, heads = [] }: Speakers,
): (Complaint & { readonly at: number | null }) | null {
  // The word for `line` is in the language of the session.
  const match = /^\S+ (\d+): (.*)$/.exec(text);
  if (match === null) return null;
  const [, line, message] = match as unknown as [string, string, string];
  const at = Number(line);
  const suspect = suspects.find((each) => each.source === source && each.at === at);
  // `((…))`, `let` and `[[…]]` fail like any other command; an expansion takes its command with it,
  // and what stands at the head of `for ((…))` its loop.
  const own = /^(?:\(\(|let|\[\[): /.exec(message);
  const isLoop =
    own?.[0] === '((: ' &&
    (source === file
      ? heads.some((head) => head.line === at && isPartOf(head.text, message))
      : suspect?.command.startsWith('((') === true);
  const gaveUp = (own === null || isLoop) && isGivenUp(message);
  return { line: at, message, ...(gaveUp ? { gaveUp } : {}), at: suspect?.line ?? null };
}

/** Of `((: i < 6/n: division by 0 (…)` the expression. */
function isPartOf(head: string, message: string): boolean {
  const [, expression = ''] = /^\(\(: (.*?) ?: /.exec(message) ?? [];
  return head.replace(/\s/g, '').includes(expression.replace(/\s/g, ''));
}

/** `1/0: division by 0 (error token is "0")`, `-9: substring expression < 0`, in any language that bash knows. */
function isGivenUp(message: string): boolean {
  return (
    /[(（][^()（）"'«„“”「]*["'«„“”「].*["'»”“‟」][^()（）]{0,4}[)）]\.?$/.test(message) ||
    / (?:< 0\.?|négative|kleiner dan nul|меньше нуля|коротший за 0)$/.test(message)
  );
}
