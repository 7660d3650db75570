/** `procs runs`: the runs of the workspace, and what each journal tells. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { escapeTerminalLine, findRun, listRuns, maskLeftovers, storyOf } from '../../index.ts';
import { wantsColor } from '../color.ts';
import type { Io } from '../io.ts';
import { registerEvidence } from './runs-evidence.ts';
import { runsFolder } from './runs-folder.ts';
import { registerUpkeep } from './runs-upkeep.ts';

interface Flags {
  readonly root?: string;
  readonly json?: boolean;
}

export function registerRuns(program: Command, io: Io): void {
  const runs = program
    .command('runs')
    .description('list the runs of the workspace')
    .option('--root <dir>', 'folder of the procedures')
    .option('--json', 'print the list as JSON')
    .action(async (flags: Flags) => list(flags, io));
  runs
    .command('show')
    .description('tell a run from its journal')
    .argument('<run>', 'ID of the run, or its beginning')
    .option('--root <dir>', 'folder of the procedures')
    .option('--json', "print the journal's events as JSON")
    .action(async (id: string, _flags: Flags, command: Command) =>
      show(id, command.optsWithGlobals(), io),
    );
  registerEvidence(runs, io);
  registerUpkeep(runs, io);
}

async function list({ root, json }: Flags, io: Io): Promise<void> {
  const folder = runsFolder({ root }, io);
  await maskLeftovers(folder);
  const { runs, damaged } = listRuns(folder);
  const rows = runs.map(({ id, state, progress }) => ({
    id,
    procedure: progress.start?.procedure.name ?? null,
    flow: progress.start?.flow ?? null,
    started: progress.start?.at ?? null,
    operator: progress.start?.operator ?? null,
    state,
    verdict: progress.end?.verdict ?? null,
  }));
  if (json === true) io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (rows.length === 0) io.stderr.write('No run has been made here yet.\n');
  else {
    for (const { id, procedure, flow, state, verdict, operator } of rows) {
      const end = verdict ?? (state === 'running' ? 'running' : 'can be resumed');
      io.stdout.write(
        `${escapeTerminalLine(`${id}  ${procedure} (${flow})  ${operator}  ${end}`)}\n`,
      );
    }
  }
  for (const message of damaged) io.stderr.write(`${escapeTerminalLine(message)}\n`);
  if (damaged.length > 0) io.exit(1);
}

async function show(id: string, { root, json }: Flags, io: Io): Promise<void> {
  const folder = runsFolder({ root }, io);
  await maskLeftovers(folder);
  const run = findRun(folder, id, null);
  if (json === true) {
    io.stdout.write(`${JSON.stringify(run.records, null, 2)}\n`);
    return;
  }
  const colors = createColors(wantsColor(io));
  const paint = {
    passed: colors.green,
    failed: colors.red,
    unverified: colors.yellow,
    skipped: colors.dim,
  };
  io.stdout.write(`${colors.bold(escapeTerminalLine(run.id))}  ${run.state}\n`);
  for (const { at, depth, verdict, text } of storyOf(run.records)) {
    const mark = verdict === null ? '' : `${paint[verdict](verdict)}  `;
    io.stdout.write(
      `${colors.dim(at.slice(11, 19))}  ${'  '.repeat(depth)}${mark}${escapeTerminalLine(text)}\n`,
    );
  }
}
