/** Judges searches that must have found nothing. */
import { closeSync, openSync, readSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Search } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { linesOf } from '../session/block.ts';
import { type Outcome, short } from '../session/outcome.ts';
import { enJudge } from '../words/en-judge.ts';
import type { Judgement, JudgeWords } from './judgement.ts';

const MOST = 1_000_000;

/** Passed only where each of them ran and, each time, ended with 1, or found nothing but itself. */
export function judgeSearches(
  searches: readonly Search[],
  outcome: Outcome,
  say: JudgeWords = enJudge,
): Judgement {
  const judged = searches.map((search) => judgeSearch(search, outcome, say));
  return (
    judged.find(({ verdict }) => verdict === 'failed') ??
    judged.find(({ verdict }) => verdict === 'unverified') ??
    judged[0]!
  );
}

function judgeSearch(search: Search, outcome: Outcome, say: JudgeWords): Judgement {
  const where = say.search(short(search.command), search.line);
  const lines = linesOf(search.line, search.command);
  const last = lastMember(search.command);
  const empty = outcome.failures.filter(
    ({ fate, line }) => fate === 'no-match' && line !== null && lines.includes(line),
  ).length;
  const runs = outcome.seen.filter(
    ({ line, command }) => lines.includes(line) && (last === null || bare(command) === bare(last)),
  );
  if (empty > 0 && runs.length <= empty)
    return { verdict: 'passed', evidence: say.foundNothing(where) };
  if (runs.length === 0) return { verdict: 'unverified', evidence: say.searchNotSeen(where) };
  const found = runs.flatMap(({ from, to }) => linesBetween(outcome.stdout, from, to) ?? [null]);
  if (found.includes(null)) return { verdict: 'unverified', evidence: say.foundUnread(where) };
  const real = (found as string[]).filter((line) => !(search.ownLine && isOwn(line, last)));
  if (real.length > 0) {
    return {
      verdict: 'failed',
      evidence: say.found(
        where,
        real
          .slice(0, 3)
          .map((line) => `"${line.trim()}"`)
          .join(', '),
        real.length - 3,
      ),
    };
  }
  if (search.ownLine && found.length > 0) {
    return { verdict: 'passed', evidence: say.foundItself(where) };
  }
  if (search.ownLine) return { verdict: 'unverified', evidence: say.foundUnshown(where) };
  return { verdict: 'failed', evidence: say.foundSomething(where) };
}

/** The text of the pipeline's last member; `null` where it cannot be told. */
function lastMember(command: string): string | null {
  const commands = analyzeShell(command).commands.filter(({ topLevel }) => topLevel);
  const pipeline = commands[0]?.pipeline;
  if (pipeline === undefined) return null;
  const last = commands.find(
    (each) => each.pipeline.start === pipeline.start && each.pipeline.index === pipeline.length - 1,
  );
  if (last === undefined || last.via.length > 0) return null;
  return last.text;
}

/** bash prints a command with its own spacing. */
function bare(command: string): string {
  return command.replace(/\s+/g, '');
}

/**
 * Whether a line of a process list is the search's own: it ends with the search as the process list
 * shows it, quotes gone, right after the columns (a time, a process number) and not inside another command.
 */
function isOwn(line: string, last: string | null): boolean {
  if (last === null) return false;
  const command = analyzeShell(last).commands[0];
  if (command === undefined) return false;
  const text = stripVTControlCharacters(line).trimEnd();
  const args = command.args.map((arg) => arg.replace(/^(['"])(.*)\1$/s, '$2')).join(' ');
  for (const shown of [`${command.name} ${args}`, `${command.name} --color=auto ${args}`]) {
    if (text === shown) return true;
    if (text.endsWith(` ${shown}`)) {
      const before = text.slice(0, -shown.length - 1).trimEnd();
      if (/(?:^|[\s:])\d+$/.test(before)) return true;
    }
  }
  return false;
}

function linesBetween(
  file: string | null,
  from: number | null,
  to: number | null,
): string[] | null {
  if (file === null || from === null) return null;
  const descriptor = openSync(file, 'r');
  try {
    const length = Math.min((to ?? from + MOST) - from, MOST);
    const buffer = Buffer.alloc(Math.max(length, 0));
    const read = readSync(descriptor, buffer, 0, buffer.length, from);
    const text = buffer.toString('utf8', 0, read);
    return text.split('\n').filter((line) => line.trim() !== '');
  } finally {
    closeSync(descriptor);
  }
}
