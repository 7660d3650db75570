/** `procs plan ID`: what a run would do, block by block. */
import { type Command, Option } from 'commander';
import { createColors } from 'picocolors';
import { showRun } from '../../runner.ts';
import { wantsColor } from '../color.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';
import { addSelection, type RunFlags, runOptionsOf, selectionOf } from '../run-options.ts';

export function registerPlan(program: Command, io: Io): void {
  addSelection(
    program
      .command('plan')
      .description('show what a run would do, and do nothing: exit 2 if it could not start')
      .argument('<id>', 'ID, file name or path of the procedure'),
  )
    .addOption(planFormat())
    .action(async (id: string, flags: RunFlags) => {
      await printPlan(id, { ...flags, attended: true }, io);
    });
}

function planFormat(): Option {
  return new Option('--format <format>', 'of the plan').choices(['text', 'json']).default('text');
}

/** Shows what a run with these options would do. Nothing is started, and nothing is written. */
export async function printPlan(id: string, flags: RunFlags, io: Io): Promise<void> {
  const { workspace, document } = await findDocument(id, flags.root, io);
  const { text, problems } = showRun(
    workspace,
    document,
    selectionOf(flags),
    runOptionsOf(flags, io),
    {
      format: flags.format ?? 'text',
      colors: createColors(wantsColor(io)),
      width: io.stdout.columns ?? 80,
    },
  );
  io.stdout.write(text);
  if (problems.length > 0) io.exit(2);
}
