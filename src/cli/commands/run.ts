/** `procs run ID`: executes a procedure step by step and judges what came of it. */
import { type Command, Option } from 'commander';
import { InputError, load, resumeRun, startRun } from '../../runner.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';
import {
  addSelection,
  collectPairs,
  type RunFlags,
  runOptionsOf,
  selectionOf,
  toMilliseconds,
} from '../run-options.ts';
import { printPlan } from './plan.ts';

export function registerRun(program: Command, io: Io): void {
  addSelection(
    program
      .command('run')
      .description('run a procedure, step by step')
      .argument('[id]', 'ID, file name or path of the procedure'),
  )
    .option('--yes', 'nobody is there: pass every gate; attests nothing')
    .option(
      '--attest-as <name>',
      'with --yes: this person vouches for all that only a person can say',
    )
    .option(
      '--approve <role=name>',
      'this person approved in this role: for each approval that the document asks for',
      collectPairs('--approve'),
    )
    .option(
      '--prerequisites-met <name>',
      'this person vouches for the prerequisites, and only those',
    )
    .option('--accept-missing', 'start though a tool or a variable is missing')
    .option('--rollback-on-failure', 'with --yes: after a failure run the rollback of the document')
    .option('--no-rollback-on-failure', 'with --resume: take that back')
    .option(
      '--dry-run',
      'show what would run, and start and write nothing: exit 2 if it could not start',
    )
    .option('--attended', 'answers come from standard input even where it is no terminal')
    .option('--target <name>', 'what it acts on: runs on different targets may go on at once')
    .option('--resume [run]', 'go on with the latest run that was cut off, or with this one')
    .option(
      '--accept-changes',
      'with --resume: changed steps that are yet to come are as they should be',
    )
    .option('--again', 'with --resume: run a block again that may have run')
    .addOption(
      new Option(
        '--format <format>',
        'text, or jsonl: one event a line on standard output, and the text on standard error',
      )
        .choices(['text', 'jsonl'])
        .default('text'),
    )
    .option('--timeout <duration>', 'limit for blocks without one of their own', toMilliseconds)
    .addHelpText(
      'after',
      `
Exit status: 0 passed, 1 failed, 2 could not start, 3 finished but something is
unverified, 4 stopped and resumable, 75 locked by another run, 130 interrupted.`,
    )
    .action(
      async (
        id: string | undefined,
        flags: RunFlags & { resume?: true | string; dryRun?: true },
      ) => {
        const options = runOptionsOf(flags, io);
        if (flags.resume !== undefined) {
          const workspace = await load({ root: flags.root, cwd: io.cwd });
          const run = flags.resume === true ? null : flags.resume;
          io.exit(await resumeRun(workspace, run, id ?? null, options));
          return;
        }
        if (id === undefined) {
          throw new InputError(
            'Say which procedure to run: procs run ID. "procs list" shows them.',
          );
        }
        if (flags.dryRun === true) return printPlan(id, flags, io);
        const { workspace, document } = await findDocument(id, flags.root, io);
        io.exit(await startRun(workspace, document, selectionOf(flags), options));
      },
    );
}
