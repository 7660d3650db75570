/** What a block does with variables, in the order in which a shell would do it. */
import type {
  Command,
  ForeignUse,
  RunAction,
  ScriptAction,
  ShellScope,
  Span,
  VariableUse,
} from '../../model/index.ts';
import { sessionMoves } from '../../shell/moves.ts';
import { analysisOf } from '../analysis.ts';

export type Event =
  | { readonly kind: 'set' | 'unset' | 'use'; readonly variable: VariableUse }
  /** In the script of another process. `own`: that script sets it itself, or its command line gives it. */
  | { readonly kind: 'foreign'; readonly variable: ForeignUse; readonly own: boolean }
  /** The session moves; `null`: back to where it came from. */
  | { readonly kind: 'move'; readonly host: string | null }
  /** Something that may set anything runs. */
  | { readonly kind: 'unknown' };

type Block = RunAction | ScriptAction;

export function eventsOf(block: Block): Event[] {
  const timed: { at: Moment; event: Event }[] = [];
  // What a use or a write needs is read before it happens: a write happens where it ends.
  const add = (at: Moment, event: Event): void => {
    timed.push({ at, event });
  };
  for (const variable of block.writes) add(end(variable.span), { kind: 'set', variable });
  for (const variable of block.unsets) {
    if (!variable.guarded) add(end(variable.span), { kind: 'unset', variable });
  }
  for (const variable of block.reads) add(start(variable.span), { kind: 'use', variable });
  for (const [variable, own] of readsOfOthers(block)) {
    add(start(variable.span), { kind: 'foreign', variable, own });
  }
  for (const command of block.commands) {
    if (mayAnything(command)) add(end(command.span), { kind: 'unknown' });
  }
  for (const { at, host } of movesOf(block)) add(at, { kind: 'move', host });
  return timed
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column || order(a) - order(b))
    .map(({ event }) => event);
}

/** The same, of a block that runs in the background: it begins as the session is, and hands nothing on to it. */
export function eventsBehind(block: RunAction): Event[] {
  const scope = scopeBehind(block);
  return eventsOf(block).map((event): Event => {
    if (event.kind === 'move' || event.kind === 'unknown') return event;
    const within = [scope, ...event.variable.within];
    return { ...event, variable: { ...event.variable, within } } as Event;
  });
}

/** Stands around the whole block, and so before all that is in it. */
function scopeBehind({ codeSpan }: RunAction): ShellScope {
  return { kind: 'background', start: -codeSpan.line };
}

/** Whether a shell is that of a whole block in the background. */
export function isBlockBehind({ kind, start }: ShellScope): boolean {
  return kind === 'background' && start < 0;
}

/** What the scripts of other processes read, and whether they set it themselves. */
function readsOfOthers({ foreign }: Block): (readonly [ForeignUse, boolean])[] {
  if (foreign.length === 0) return [];
  const given = Map.groupBy(
    foreign.filter(({ use }) => use === 'write'),
    ({ name }) => name,
  );
  return foreign
    .filter(({ use }) => use === 'read')
    .map((read) => [read, (given.get(read.name) ?? []).some((other) => sees(read, other))]);
}

/**
 * Whether what is set there is seen here: every shell that the setter stands in is around the user, too. A
 * function that the user stands in is called where it is called, so it hides nothing of what is around it.
 */
export function sees(
  user: { readonly within: readonly ShellScope[] },
  setter: { readonly within: readonly ShellScope[] },
): boolean {
  let at = 0;
  for (const scope of setter.within) {
    let other = user.within[at];
    while (other?.kind === 'function' && !same(other, scope)) {
      at += 1;
      other = user.within[at];
    }
    if (other === undefined || !same(other, scope)) return false;
    at += 1;
  }
  return true;
}

function same(one: ShellScope, other: ShellScope): boolean {
  return one.kind === other.kind && one.start === other.start;
}

interface Moment {
  readonly line: number;
  readonly column: number;
}

function start({ line, column }: Span): Moment {
  return { line, column };
}

function end({ endLine, endColumn }: Span): Moment {
  return { line: endLine, column: endColumn };
}

function order({ event }: { readonly event: Event }): number {
  return event.kind === 'use' || event.kind === 'foreign' ? 0 : 1;
}

/** A file that is read into this shell, or a text that it evaluates, may set anything; a virtual environment does not. */
function mayAnything({ name, text, via }: Command): boolean {
  if (via.some((wrapper) => wrapper !== 'eval')) return false;
  if (name === 'source' || name === '.') return !/\/activate["']?\s*$/.test(text);
  return via.length > 0 && /^["']?[$`]/.test(name);
}

function movesOf(block: Block): { at: Moment; host: string | null }[] {
  if (block.kind === 'script') return [];
  if (block.host === null && block.hostAfter === null && !/\b(?:ssh|vagrant)\b/.test(block.code))
    return [];
  let line = block.codeSpan.line;
  let lineStart = 0;
  return sessionMoves(analysisOf(block)).map((move) => {
    for (let next = nextLine(block.code, lineStart); next <= move.end; ) {
      line += 1;
      lineStart = next;
      next = nextLine(block.code, lineStart);
    }
    return {
      host: move.host,
      at: { line, column: block.codeSpan.column + move.end - lineStart },
    };
  });
}

function nextLine(code: string, from: number): number {
  const end = code.indexOf('\n', from);
  return end === -1 ? Number.POSITIVE_INFINITY : end + 1;
}
