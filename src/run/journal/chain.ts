/** The chain of a journal: every line names the hash of the one before, so none can change without all that follow. */
import { createHash } from 'node:crypto';

export interface Line {
  readonly bytes: Buffer;
  /** Where it starts in the file. */
  readonly from: number;
}

/** The whole lines of a journal; `rest`: where what has no newline at its end begins. */
export function linesOf(content: Buffer): { lines: Line[]; rest: number } {
  const lines: Line[] = [];
  let from = 0;
  for (;;) {
    const end = content.indexOf(0x0a, from);
    if (end < 0) return { lines, rest: from };
    lines.push({ bytes: content.subarray(from, end), from });
    from = end + 1;
  }
}

/** What the line behind `last` has to name: its hash, or where nothing is chained yet, that of all bytes up to it. */
export function headOf(content: Buffer, last: Line | undefined, chained: boolean): string {
  if (last === undefined) return sha256('');
  return sha256(chained ? last.bytes : content.subarray(0, last.from + last.bytes.length + 1));
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
