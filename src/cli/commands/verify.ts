/** `procs verify ID`: only the checks of a procedure, without running any block. */
import type { Command } from 'commander';
import { findRun, InputError, load, verifyProcedure } from '../../runner.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';
import { addSelection, type RunFlags, runOptionsOf, selectionOf } from '../run-options.ts';
import { runsFolder } from './runs-folder.ts';

export function registerVerify(program: Command, io: Io): void {
  addSelection(
    program
      .command('verify')
      .description('judge the criteria that can be judged by looking, without running any block')
      .argument('[id]', 'ID, file name or path of the procedure'),
  )
    .option('--run <run>', 'judge by what this run has kept, an interrupted one above all')
    .option('--yes', 'nobody is there: carry out the checks that are commands of the document')
    .option('--attended', 'answers come from standard input even where it is no terminal')
    .addHelpText(
      'after',
      `
Exit status: 0 passed, 1 failed, 2 could not start, 3 something is unverified,
130 interrupted.`,
    )
    .action(async (id: string | undefined, flags: RunFlags & { run?: string }) => {
      io.exit(await verify(id, flags, io));
    });
}

async function verify(
  id: string | undefined,
  flags: RunFlags & { run?: string },
  io: Io,
): Promise<number> {
  const options = runOptionsOf(flags, io);
  if (flags.run === undefined) {
    if (id === undefined) throw new InputError('Say which procedure to verify: procs verify ID.');
    const { document } = await findDocument(id, flags.root, io);
    return verifyProcedure(document, selectionOf(flags), options, null);
  }
  const workspace = await load({ root: flags.root, cwd: io.cwd });
  const run = findRun(runsFolder({ root: flags.root }, io), flags.run, null);
  const { procedure, flow, selection, parameters } = run.progress.start!;
  const document = workspace.documents.find(({ path }) => path === procedure.path);
  if (document === undefined)
    throw new InputError(`The run ${run.id} was of ${procedure.path}, which is no longer there.`);
  const known = Object.entries(parameters).filter(
    (each): each is [string, string] => each[1] !== null,
  );
  const values = new Map([...known, ...options.values]);
  return verifyProcedure(document, { flow, ...selection }, { ...options, values }, run);
}
