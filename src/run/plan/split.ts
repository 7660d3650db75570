/** Takes a block apart where it moves to another host or comes back, so that each part runs where it belongs. */
import type { ShellAnalysis, ShellCommand, ShellRange } from '../../shell/analysis.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { sessionMoves } from '../../shell/moves.ts';
import { parseTarget, type Target } from '../session/remote/target.ts';
import { type HostMap, mapped } from './host-map.ts';

/** A host that the session is on, by the name that the document uses. */
export interface Visit {
  readonly host: string;
  /** `local`: this machine is that host. */
  readonly target: 'local' | Target;
}

export interface Part {
  /** `null`: this machine. */
  readonly host: string | null;
  readonly target: Target | null;
  /** The whole block, with blanks for all that is not of this part: each line keeps its number. */
  readonly code: string;
  /** The session comes to this host anew here. */
  readonly enters: boolean;
}

export interface Split {
  /** At least one; those that say nothing are left out where others do. */
  readonly parts: readonly Part[];
  /** Where the session is afterwards, the last one now. */
  readonly visits: readonly Visit[];
  readonly problems: readonly MoveProblem[];
}

export interface MoveProblem {
  /**
   * `not-alone`: what moves is no line of its own. `no-name`: ssh could not be given this as a host.
   * `option`: ssh is told something that a shared connection cannot do. `nested`: from one host on to another.
   */
  readonly kind: 'not-alone' | 'no-name' | 'option' | 'nested';
  /** Counted from 0 in the block. */
  readonly line: number;
  readonly host: string;
  /** The option, or the host that it goes on from. */
  readonly more: string;
}

/** `visits`: where the session is when the block begins. */
export function splitBlock(code: string, visits: readonly Visit[], hosts: HostMap): Split {
  const analysis = analyzeShell(code);
  const stack = [...visits];
  const problems: MoveProblem[] = [];
  const parts: (ShellRange & { visit: Visit | undefined; enters: boolean })[] = [];
  const blanks: ShellRange[] = [];
  let from = 0;
  let enters = false;
  for (const move of sessionMoves(analysis)) {
    if (move.start < from || (move.host === null && stack.length === 0)) continue;
    const before = stack.at(-1);
    const line = code.slice(0, move.start).split('\n').length - 1;
    const wrong = (kind: MoveProblem['kind'], more = '') =>
      problems.push({ kind, line, host: move.host ?? '', more });
    if (!standsAlone(code, move, analysis)) wrong('not-alone', code.slice(move.start, move.end));
    blanks.push(move);
    if (move.host === null) stack.pop();
    else stack.push(visit(move.host, move.start, before, analysis, hosts, wrong));
    const after = stack.at(-1);
    // On this machine by another name: the session does not move.
    if (isHere(before) && isHere(after)) continue;
    parts.push({ start: from, end: move.start, visit: before, enters });
    from = move.end;
    enters = move.host !== null;
  }
  parts.push({ start: from, end: code.length, visit: stack.at(-1), enters });
  const split = parts.map(({ visit, enters, ...range }): Part => {
    const target = visit === undefined || visit.target === 'local' ? null : visit.target;
    return {
      host: target === null ? null : visit!.host,
      target,
      enters: enters && target !== null,
      code: blankOut(code, range, blanks),
    };
  });
  return { parts: withoutSilent(split), visits: stack, problems: [...problems, ...torn(split)] };
}

function visit(
  host: string,
  at: number,
  from: Visit | undefined,
  { commands }: ShellAnalysis,
  hosts: HostMap,
  wrong: (kind: MoveProblem['kind'], more?: string) => void,
): Visit {
  const entry = mapped(hosts, host);
  if (entry !== null) return { host, target: entry };
  const command = commands.find(
    ({ name, start, end }) => name === 'ssh' && start <= at && end > at,
  );
  const { options, refused } = optionsOf(command, host);
  const target = parseTarget(host);
  if (target === null) wrong('no-name');
  else if (refused !== null) wrong('option', refused);
  else if (!isHere(from)) wrong('nested', from!.host);
  return { host, target: { ...(target ?? { name: '', user: null, port: null }), options } };
}

/** Options of ssh that say how to get there and who one is. What else it may be told, a session does not need or must not have. */
const VALUED = new Set(['-p', '-l', '-i', '-J']);
const PLAIN = new Set(['-4', '-6', '-A', '-a', '-C']);
const IDLE = /^-[tTqvxnk]+$/;

function optionsOf(
  command: ShellCommand | undefined,
  host: string,
): { options: string[]; refused: string | null } {
  const options: string[] = [];
  const words = (command?.args ?? []).filter((word) => word !== host && word !== '--');
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const flag = word.slice(0, 2);
    if (VALUED.has(flag)) {
      const value = word.length > 2 ? word.slice(2) : words[++index];
      if (
        value === undefined ||
        !/^[A-Za-z0-9_~][A-Za-z0-9_.,@:/~+-]*$|^\/[A-Za-z0-9_./@+-]*$/.test(value)
      )
        return { options, refused: `${flag} ${value ?? ''}`.trim() };
      options.push(flag, value);
    } else if (PLAIN.has(word)) options.push(word);
    else if (!IDLE.test(word))
      return { options, refused: word === '-o' ? `-o ${words[index + 1] ?? ''}`.trim() : word };
  }
  return { options, refused: null };
}

function standsAlone(
  code: string,
  { start, end }: ShellRange,
  { commands }: ShellAnalysis,
): boolean {
  const text = code.slice(start, end);
  const before = code.slice(code.lastIndexOf('\n', start - 1) + 1, start);
  const newline = code.indexOf('\n', end);
  const after = code.slice(end, newline < 0 ? code.length : newline);
  const command = commands.find((each) => each.start === start);
  return (
    /^(?:ssh\s|(?:exit|logout)(?:\s+0)?$)/.test(text) &&
    before.trim() === '' &&
    /^\s*;?\s*(?:#.*)?$/.test(after) &&
    (command === undefined || command.redirects.length === 0)
  );
}

function isHere(visit: Visit | undefined): boolean {
  return visit === undefined || visit.target === 'local';
}

function blankOut(code: string, { start, end }: ShellRange, blanks: readonly ShellRange[]): string {
  const empty = (text: string) => text.replace(/[^\n]/g, ' ');
  let text = code;
  for (const blank of blanks) {
    text =
      text.slice(0, blank.start) +
      empty(code.slice(blank.start, blank.end)) +
      text.slice(blank.end);
  }
  return empty(code.slice(0, start)) + text.slice(start, end) + empty(code.slice(end));
}

/** Parts without a command say nothing; of a block that says nothing at all the last is kept. */
function withoutSilent(parts: readonly Part[]): readonly Part[] {
  // One that enters a host, and comes back, was there all the same.
  const kept = parts.filter(({ code, enters }) => enters || analyzeShell(code).commands.length > 0);
  return kept.length > 0 ? kept : parts.slice(-1);
}

/** What is whole as one block may be none in parts: `{ ssh host` … `}`. */
function torn(parts: readonly Part[]): MoveProblem[] {
  if (parts.length === 1) return [];
  const broken = parts.find(({ code }) => analyzeShell(code).syntaxError !== null);
  if (broken === undefined) return [];
  const { start } = analyzeShell(broken.code).syntaxError!;
  const line = broken.code.slice(0, start).split('\n').length - 1;
  return [{ kind: 'not-alone', line, host: broken.host ?? '', more: '' }];
}
