/** `procs runs unlock`: what a run has left behind that stands in the way. */
import type { Command } from 'commander';
import { escapeTerminalLine, unlockRun } from '../../index.ts';
import type { Io } from '../io.ts';
import { type RunsFlags, runsFolder } from './runs-folder.ts';

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
}
