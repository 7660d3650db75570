/** Reads what the driver left behind in its `events` file. Lines are the Markdown file's. */
import { readFileSync } from 'node:fs';
import type { Failure, Seen } from './outcome.ts';

/** A command after which bash looked as it does where it has thrown one away. */
export interface Suspect {
  /** In the Markdown file; `null` where it is not known. */
  readonly line: number | null;
  /** In `source`, where bash's message would have it. */
  readonly at: number;
  readonly source: string;
  readonly command: string;
  /** Its message does not come out on the block's stderr. */
  readonly elsewhere: boolean;
  readonly certain: boolean;
}

export interface DriverEvents {
  readonly failures: readonly Failure[];
  readonly seen: readonly Seen[];
  /** The last `exit` in the shell itself, not in a subshell. */
  /** `line`: `null` where it is not one of this block. */
  readonly exit: { readonly line: number | null; readonly status: number } | null;
  /** Its EXIT trap ran at its end. */
  readonly exitTrap: boolean;
  /** It put an EXIT trap in place past ours: what that does comes after all that is known. */
  readonly ownTrap: boolean;
  /** Its own DEBUG trap replaced the one that leaves traces. */
  readonly blind: boolean;
  /** bash did not accept it, and nothing of it ran. */
  readonly refused: boolean;
  /** What bash may have thrown away. */
  readonly suspects: readonly Suspect[];
  /** Files whose commands ran in the block's shell: bash's messages begin with their names. */
  readonly sources: readonly string[];
  /** The block as a whole ended with a failure, as its own last word. */
  readonly failed: boolean;
  /** Directory that the session was in and that is gone. */
  readonly lost: string | null;
  /** The session's state did not come to it whole: nothing ran. */
  readonly stateless: boolean;
  readonly finish: {
    readonly status: number;
    readonly how: 'end' | 'exit';
    readonly saved: boolean;
  } | null;
}

const OWN: ReadonlySet<string> = new Set([
  'builtin source "$__procs_block"',
  'builtin eval "$__procs_bye_text"',
]);

const FIELDS: Readonly<Record<string, number>> = {
  E: 8,
  S: 3,
  C: 1,
  X: 4,
  T: 0,
  Y: 0,
  G: 6,
  O: 1,
  D: 0,
  P: 1,
  W: 0,
  N: 0,
  F: 2,
};

/** A file that is missing or ends in the middle of an event is read as far as it goes. */
export function readEvents(file: string, block: string): DriverEvents {
  const text = readWhole(file);
  const parts = text.split('\0');
  parts.pop();
  const failures: Failure[] = [];
  const seen: Seen[] = [];
  let exit: DriverEvents['exit'] = null;
  let exitTrap = false;
  let ownTrap = false;
  let blind = false;
  let refused = false;
  const suspects: Suspect[] = [];
  const sources: string[] = [];
  let failed = false;
  let stateless = false;
  let lost: string | null = null;
  let finish: DriverEvents['finish'] = null;
  for (let i = 0; i < parts.length; ) {
    const kind = parts[i]!;
    const count = FIELDS[kind];
    if (count === undefined || i + count >= parts.length) break;
    const field = parts.slice(i + 1, i + 1 + count) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    i += 1 + count;
    if (kind === 'E') {
      dropEcho(seen);
      // The driver's own lines only repeat what the block or its trap ended with.
      if (OWN.has(field[3]) && field[7] === 'failed') {
        failed ||= field[3].startsWith('builtin source');
        continue;
      }
      failures.push({
        status: Number(field[0]),
        line: field[2] === block ? Number(field[1]) : null,
        command: field[3],
        pipestatus: field[4].split(' ').map(Number),
        depth: Number(field[5]),
        strict: field[6] !== '0',
        fate: fate(field[7]),
      });
    } else if (kind === 'S') {
      seen.push({ line: Number(field[0]), command: field[2], from: size(field[1]), to: null });
    } else if (kind === 'C') {
      const last = seen.at(-1);
      if (last !== undefined) seen[seen.length - 1] = { ...last, to: size(field[0]) };
    } else if (kind === 'X') {
      if (field[2] === '0') {
        exit = { line: field[3] === block ? Number(field[0]) : null, status: Number(field[1]) };
      }
    } else if (kind === 'T') exitTrap = true;
    else if (kind === 'Y') ownTrap = true;
    else if (kind === 'D') blind = true;
    else if (kind === 'N') refused = true;
    else if (kind === 'W') stateless = true;
    else if (kind === 'O') sources.push(field[0]);
    else if (kind === 'G') {
      suspects.push({
        line: Number(field[0]) || null,
        at: Number(field[1]),
        source: field[2],
        command: field[3],
        elsewhere: field[4] === '1',
        certain: field[5] === '1',
      });
    } else if (kind === 'P') lost = field[0];
    else {
      const [how, saved] = field[1].split(' ');
      finish = {
        status: Number(field[0]),
        how: how === 'end' ? 'end' : 'exit',
        saved: saved === 'saved',
      };
    }
  }
  return {
    failures,
    seen,
    exit,
    exitTrap,
    ownTrap,
    blind,
    refused,
    suspects,
    sources,
    failed,
    lost,
    stateless,
    finish,
  };
}

/** The ERR trap's own call is announced like a command, under the name of the one that failed. */
function dropEcho(seen: Seen[]): void {
  const [before, last] = seen.slice(-2);
  if (before !== undefined && before.line === last?.line && before.command === last.command)
    seen.pop();
}

function readWhole(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function fate(text: string): Failure['fate'] {
  return text === 'no-match' || text === 'sigpipe' || text === 'propagated' ? text : 'failed';
}

function size(text: string): number | null {
  return text === '' ? null : Number(text);
}
