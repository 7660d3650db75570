/** Reads a bash block without executing anything of it. */
import { parse } from 'unbash';
import { remember } from '../text/remember.ts';
import type { ShellAnalysis, ShellRange } from './analysis.ts';
import { findComments } from './comments.ts';
import type { Notes } from './place.ts';
import { walkScript } from './walk.ts';

/**
 * What a block of bash says: its first syntax error, commands, variables, hazards and hosts.
 * Never throws, whatever the text is. What follows a syntax error may be missing.
 */
export const analyzeShell = remember(analyze, { many: 60, longest: 20_000 });

function analyze(code: string): ShellAnalysis {
  const tree = parse(code);
  const { errors, ...notes } = collect(code, tree);
  return {
    ...notes,
    syntaxError: firstError(code, errors),
    comments: findComments(code, tree),
    commands: inOrder(notes.commands),
    reads: inOrder(notes.reads),
    writes: inOrder(notes.writes),
    unsets: inOrder(notes.unsets),
    foreign: inOrder(notes.foreign),
    hazards: inOrder(once(notes.hazards)),
    heredocs: inOrder(notes.heredocs),
    strings: inOrder(notes.strings),
  };
}

function collect(code: string, tree: ReturnType<typeof parse>): Notes {
  const notes: Notes = {
    errors: [],
    commands: [],
    reads: [],
    writes: [],
    unsets: [],
    foreign: [],
    hazards: [],
    comments: [],
    heredocs: [],
    strings: [],
    moves: [],
  };
  walkScript(code, tree, notes);
  return notes;
}

function firstError(code: string, errors: Notes['errors']): ShellAnalysis['syntaxError'] {
  const first = inOrder(errors)[0];
  if (first === undefined) return null;
  if (first.end > first.start) return first;
  const rest = /^[^\s;&|()]+|^./.exec(code.slice(first.start, first.start + 200));
  return { ...first, end: first.start + (rest?.[0].length ?? 0) };
}

function inOrder<T extends ShellRange>(items: readonly T[]): T[] {
  return items.length < 2
    ? [...items]
    : [...items].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** `sudo su -` is privileged once. */
function once(hazards: Notes['hazards']): Notes['hazards'] {
  if (hazards.length < 2) return hazards;
  const seen = new Set<string>();
  return hazards.filter(({ start, end, kind, reason }) => {
    const key = `${start} ${end} ${kind} ${reason}`;
    const known = seen.has(key);
    seen.add(key);
    return !known;
  });
}
