/** `procs runs`: the runs of the workspace, and what each journal tells. */
import { type Command, Option } from 'commander';
import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import {
  escapeTerminalLine,
  findRun,
  listRuns,
  maskLeftovers,
  paletteOf,
  paperOn,
  type RunSummary,
  type RunWords,
  runWordsOf,
  storyOf,
  summaryOf,
  wordsOfRun,
} from '../../index.ts';
import { wantsColor } from '../color.ts';
import type { Io } from '../io.ts';
import { registerEvidence } from './runs-evidence.ts';
import { type RunsFlags, runsFolder } from './runs-folder.ts';
import { registerUpkeep } from './runs-upkeep.ts';

export function registerRuns(program: Command, io: Io): void {
  const runs = program
    .command('runs')
    .description('list the runs of the workspace')
    .option('--root <dir>', 'folder of the procedures')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .option('--json', 'the same as --format json')
    .addOption(
      new Option('--lang <language>', 'of what it says, else that of the run').choices([
        'es',
        'en',
      ]),
    )
    .action(async (flags: RunsFlags) => list(flags, io));
  runs
    .command('show')
    .description('tell a run from its journal')
    .argument('<run>', 'ID of the run, or its beginning')
    .action(async (id: string, _flags: RunsFlags, command: Command) =>
      show(id, command.optsWithGlobals(), io),
    );
  registerEvidence(runs, io);
  registerUpkeep(runs, io);
}

async function list(flags: RunsFlags, io: Io): Promise<void> {
  const folder = runsFolder(flags, io);
  await maskLeftovers(folder);
  const { runs, damaged } = listRuns(folder);
  if (wantsJson(flags)) io.stdout.write(`${JSON.stringify(runs.map(summaryOf), null, 2)}\n`);
  else if (runs.length === 0) io.stderr.write(`${runWordsOf(flags.lang ?? 'en').runs.none}\n`);
  else {
    const rows = runs.map((run) => ({
      ...summaryOf(run),
      words: wordsOfRun(run.records, flags.lang ?? null),
    }));
    for (const line of table(rows)) io.stdout.write(`${line}\n`);
  }
  for (const message of damaged) io.stderr.write(`${escapeTerminalLine(message)}\n`);
  if (damaged.length > 0) io.exit(1);
}

/** Columns as wide as their longest entry. */
export function table(rows: readonly (RunSummary & { readonly words: RunWords })[]): string[] {
  const cells = rows.map(
    ({ id, procedure, flow, target, hostMap, operator, milliseconds, words, ...how }) =>
      [
        id,
        flow === 'main' ? procedure : `${procedure} (${flow})`,
        target ?? (hostMap.length > 0 ? hostMap.join(' ') : '-'),
        operator,
        lasted(milliseconds),
        endOf(how, words),
      ].map(escapeTerminalLine),
  );
  const widths =
    cells[0]?.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at]!)))) ?? [];
  return cells.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(widths[at]! - stringWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}

async function show(id: string, flags: RunsFlags, io: Io): Promise<void> {
  const folder = runsFolder(flags, io);
  await maskLeftovers(folder);
  const run = findRun(folder, id, null, runWordsOf(flags.lang ?? 'en'));
  const words = wordsOfRun(run.records, flags.lang ?? null);
  if (wantsJson(flags)) {
    io.stdout.write(`${JSON.stringify(run.records, null, 2)}\n`);
    return;
  }
  const colors = createColors(wantsColor(io));
  const paint = paletteOf(colors).of;
  const { operator, milliseconds, ...how } = summaryOf(run);
  const said = endOf(how, words);
  const end = how.verdict === null ? said : paint[how.verdict](said);
  const paper = paperOn(io.stdout);
  paper.line(
    `${colors.bold(escapeTerminalLine(run.id))}  ${end}  ${escapeTerminalLine(operator)}  ${lasted(milliseconds)}`,
  );
  let day = '';
  for (const { at, depth, verdict, text } of storyOf(run.records, words)) {
    if (at.slice(0, 10) !== day) {
      day = at.slice(0, 10);
      paper.line(colors.dim(`${day} (UTC)`));
    }
    const mark = verdict === null ? '' : `${paint[verdict](words.verdicts[verdict])}  `;
    const time = `${colors.dim(at.slice(11, 19))}  ${'  '.repeat(depth)}`;
    paper.line(`${mark}${escapeTerminalLine(text)}`, time, ' '.repeat(12 + 2 * depth));
  }
}

/** How a run ended, or what can be done with it. */
function endOf({ verdict, state }: Pick<RunSummary, 'verdict' | 'state'>, words: RunWords): string {
  return verdict === null ? words.story.states[state] : words.verdicts[verdict];
}

function wantsJson({ json, format }: RunsFlags): boolean {
  return json === true || format === 'json';
}

function lasted(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
