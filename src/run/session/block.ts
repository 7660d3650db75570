/** What the runner must know of a block's text before it runs: where its searches, returns and last command are. */
import type { Search } from '../../model/index.ts';
import type { ShellRange } from '../../shell/analysis.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { findThrows, maySayElsewhere, mayThrow } from '../../shell/throws.ts';
import type { ForgivenSearch, ThrowLines } from './driver.ts';
import type { Failure } from './outcome.ts';

const SEARCHES: ReadonlySet<string> = new Set([
  'grep',
  'egrep',
  'fgrep',
  'zgrep',
  'rg',
  'pgrep',
  'ag',
  'ack',
]);

interface Placed {
  readonly code: string;
  readonly line: number;
}

/** Lines that a command which starts on `line` may be named by: bash is not exact about those that go over several. */
export function linesOf(line: number, command: string): number[] {
  return Array.from({ length: newlines(command) + 1 }, (_, index) => line + index);
}

/**
 * Searches in the form that the driver compares with what bash reports. Of a pipeline whose text
 * cannot be taken apart only the last member may end with 1.
 */
export function forgiven(searches: readonly Search[], placed: Placed): ForgivenSearch[] {
  return searches.flatMap((named) => {
    const search = asWritten(named, placed);
    const commands = analyzeShell(search.command).commands.filter((command) => command.topLevel);
    const outer = commands[0]?.pipeline;
    const members = commands.filter(
      (command) =>
        outer !== undefined &&
        command.pipeline.start === outer.start &&
        command.pipeline.end === outer.end,
    );
    if (outer === undefined) return [];
    const flags = Array.from({ length: outer.length }, () => '0');
    for (const member of members) {
      if (SEARCHES.has(basename(member.name))) flags[member.pipeline.index] = '1';
    }
    const last = members.findLast((member) => member.pipeline.index === outer.length - 1);
    if (last === undefined) return [];
    flags[outer.length - 1] = '1';
    const name = last.via.length > 0 ? last.via[0]!.split(/\s/)[0]! : last.name;
    return [
      {
        line: search.line,
        endLine: search.line + newlines(search.command),
        members: flags.join(''),
        name,
      },
    ];
  });
}

/** The search with its pipeline as it stands in the block, line breaks and all: it is named by its parts. */
export function asWritten(search: Search, placed: Placed): Search {
  const found = analyzeShell(placed.code).commands.find(
    ({ pipeline, topLevel }) =>
      topLevel &&
      lineAt(placed, pipeline.start) === search.line &&
      bare(placed.code.slice(pipeline.start, pipeline.end)) === bare(search.command),
  );
  if (found === undefined) return search;
  return { ...search, command: placed.code.slice(found.pipeline.start, found.pipeline.end) };
}

/** Line of the `exit` (or `return`) that is the block's last command, so that it leaves nothing out; `null`: none. */
export function closingExitLine(block: Placed): number | null {
  const commands = [...analyzeShell(block.code).commands].sort((a, b) => a.start - b.start);
  const last = commands.at(-1);
  if (last === undefined || !leaves(last)) return null;
  const line = lineAt(block, last.start);
  const onLine = commands.filter(({ start }) => lineAt(block, start) === line);
  return onLine.slice(onLine.findIndex(leaves)).every(leaves) ? line : null;
}

function leaves({ name }: { readonly name: string }): boolean {
  return name === 'exit' || name === 'return';
}

/**
 * Whether what failed is the block's last command, at its top level, with nothing behind it and, in a
 * pipeline, nothing failing before it: only then did a block that errexit stopped come to its end.
 */
export function isLastCommand(failure: Failure, block: Placed): boolean {
  const { commands, comments } = analyzeShell(block.code);
  if (failure.line === null || failure.depth > 0 || !failure.strict) return false;
  if (!failure.pipestatus.slice(0, -1).every((status) => status === 0 || status === 141))
    return false;
  // A subshell may have stopped in its own middle.
  if (failure.command.trimStart().startsWith('(')) return false;
  const name = bare(failure.command);
  const withoutComments = (from: number) =>
    comments
      .filter((comment) => comment.start >= from)
      .reduceRight(
        (text, comment) => text.slice(0, comment.start) + text.slice(comment.end),
        block.code,
      );
  // Its text stands in the block once, and that is the end of the block: `bash -c "exit 4"`.
  const text = withoutComments(0).replace(/[\s;]+$/, '');
  const all = bare(text);
  if (all.endsWith(name) && all.indexOf(name) === all.length - name.length) {
    // Of a sourced file that ends with the same words, the line is that of the sourcing.
    return failure.line >= block.line + newlines(text) - newlines(lastOf(text, name));
  }
  const last = commands.filter(({ topLevel }) => topLevel).at(-1);
  if (last === undefined) return false;
  const { start, end, index, length } = last.pipeline;
  const rest = withoutComments(end).slice(end);
  const before = commands.findLast(
    ({ pipeline }) => pipeline.start === start && pipeline.index === length - 2,
  );
  const whole = block.code.slice(before?.end ?? start, end).replace(/^[\s|&\\]+/, '');
  const isNamed = [whole, last.text, block.code.slice(last.start, end)].some(
    (text) => bare(text) === name,
  );
  const twins = commands.filter(
    (each) =>
      bare(each.text) === bare(last.text) && lineAt(block, each.start) >= lineAt(block, start),
  );
  return (
    index === length - 1 &&
    /^[\s;]*$/.test(rest) &&
    failure.line >= lineAt(block, start) &&
    isNamed &&
    twins.length === 1
  );
}

/** The end of `text` that reads as `name` once the blanks are out of both. */
function lastOf(text: string, name: string): string {
  let from = text.length;
  while (from > 0 && bare(text.slice(from)).length < name.length) from -= 1;
  return text.slice(from);
}

/** Line of the first command that runs in the background; `null`: none does. */
export function backgroundLine(block: Placed): number | null {
  if (!/&(?![&>\d])|\bcoproc\b/.test(block.code)) return null;
  const first = analyzeShell(block.code).commands.find(({ within }) =>
    within.some(({ kind }) => kind === 'background'),
  );
  return first === undefined ? null : lineAt(block, first.start);
}

/** Lines with a `return`: at the top of a block it ends the block like an `exit`. */
export function returnLines(block: Placed): number[] {
  return analyzeShell(block.code)
    .commands.filter((command) => command.name === 'return')
    .map((command) => lineAt(block, command.start));
}

/**
 * Where bash may throw a command away and nobody hears of it. `state`: what the session brings along;
 * `null`: nowhere.
 */
export function throwLines(block: Placed, state: string, silent: boolean): ThrowLines | null {
  // Of a state only its functions and traps run.
  const texts = [block.code, /^\S+ \(\) *$|^__procs_late\+=/m.test(state) ? state : ''];
  if (!texts.some(mayThrow) || !(silent || texts.some(maySayElsewhere))) return null;
  const { loops, apart, unannounced } = findThrows(block.code, silent);
  const of = (ranges: readonly ShellRange[]) => [
    ...new Set(
      ranges.flatMap(({ start, end }) =>
        linesOf(lineAt(block, start), block.code.slice(start, end)),
      ),
    ),
  ];
  return {
    loops: of(loops),
    apart: of(apart),
    unannounced: unannounced === null ? null : lineAt(block, unannounced.start),
  };
}

/** Heads of `for ((…))`, by which bash's complaints of them are told from those of other conditions. */
export function loopHeads(block: Placed): { readonly line: number; readonly text: string }[] {
  if (!/\bfor\s*\(\(/.test(block.code)) return [];
  return findThrows(block.code, false).loops.flatMap(({ start, end }) => {
    const text = block.code.slice(start, end);
    return linesOf(lineAt(block, start), text).map((line) => ({ line, text }));
  });
}

function lineAt(block: Placed, offset: number): number {
  return block.line + newlines(block.code.slice(0, offset));
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

function bare(text: string): string {
  return text.replace(/\\\n|\s+/g, '');
}

function basename(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
