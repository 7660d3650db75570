/** `procs runs unlock` and `prune`: what runs have left behind that stands in the way. */
import { type Command, InvalidArgumentError } from 'commander';
import { escapeTerminalLine, pruneRuns, unlockRun } from '../../index.ts';
import type { Io } from '../io.ts';
import { type RunsFlags, runsFolder } from './runs-folder.ts';

interface PruneFlags extends RunsFlags {
  readonly olderThan: number;
  readonly keep: number;
  readonly delete?: boolean;
}

export function registerUpkeep(runs: Command, io: Io): void {
  runs
    .command('unlock')
    .description('free the lock of a run that nobody carries on any longer')
    .argument('<run>', 'ID of the run, or its beginning')
    .option('--force', 'you know that its process, on another machine, is over')
    .action((id: string, _flags: RunsFlags, command: Command) => {
      const flags: RunsFlags & { force?: boolean } = command.optsWithGlobals();
      const { run, targets } = unlockRun(runsFolder(flags, io), id, flags.force === true);
      io.stdout.write(
        `${escapeTerminalLine(`${run}: freed ${targets.map((target) => target || 'its lock').join(', ')}`)}\n`,
      );
    });
  runs
    .command('prune')
    .description('list ended runs that may go, or remove them; never one that can be resumed')
    .option('--older-than <days>', 'that ended so many days ago', toCount, 90)
    .option('--keep <count>', 'so many of the latest of each procedure stay', toCount, 10)
    .option('--delete', 'remove them, with their evidence')
    .action((_flags: PruneFlags, command: Command) => prune(command.optsWithGlobals(), io));
}

function prune(flags: PruneFlags, io: Io): void {
  const remove = flags.delete === true;
  const before = new Date(Date.now() - flags.olderThan * 24 * 3600 * 1000);
  const gone = pruneRuns(runsFolder(flags, io), { before, keep: flags.keep, remove });
  for (const { id, verdict, until } of gone) {
    io.stdout.write(`${escapeTerminalLine(`${id}  ${verdict}  ended ${until}`)}\n`);
  }
  io.stderr.write(
    gone.length === 0
      ? 'There is none to remove.\n'
      : remove
        ? `Removed ${gone.length}.\n`
        : `Nothing was removed: --delete removes these ${gone.length}.\n`,
  );
}

function toCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a number.');
}
