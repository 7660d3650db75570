/** `procs criteria [ID]`: when each thing went well, and who or what decides it. */
import { type Command, Option } from 'commander';
import {
  type CriterionOrigin,
  countCriteria,
  criteriaToPretty,
  escapeJson,
  escapeTerminalLine,
  listCriteria,
  load,
  sumCounts,
} from '../../compiler.ts';
import { wantsColor } from '../color.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';

interface Options {
  readonly root?: string;
  readonly json?: boolean;
  readonly origin?: CriterionOrigin;
}

export function registerCriteria(program: Command, io: Io): void {
  program
    .command('criteria')
    .description('list the criteria with their checks, and the share that a machine can check')
    .argument('[id]', 'ID, file name or path of one procedure; without: all of the workspace')
    .option('--root <dir>', 'folder of the procedures')
    .addOption(
      new Option('--origin <origin>', 'only those whose check has this origin').choices([
        'declared',
        'inferred',
        'attested',
      ]),
    )
    .option('--json', 'print the list as JSON')
    .action(async (id: string | undefined, { root, json, origin }: Options) => {
      const { documents, unreadable } = await open(id, root, io);
      const listed = documents
        .map(({ path, procedure }) => {
          const { id: own, name, title } = procedure;
          const all = listCriteria(procedure);
          const criteria = all.filter((one) => origin === undefined || one.origin === origin);
          return { id: own, name, title, path, criteria, count: countCriteria(all) };
        })
        // A document without criteria is news only where it was asked for.
        .filter(({ count }) => id !== undefined || count.total > 0);
      if (json === true) {
        const count = sumCounts(listed.map((one) => one.count));
        io.stdout.write(`${escapeJson(JSON.stringify({ documents: listed, count }, null, 2))}\n`);
      } else {
        const width = io.stdout.columns ?? 80;
        io.stdout.write(criteriaToPretty(listed, { color: wantsColor(io), width }));
      }
      for (const { path, reason } of unreadable) {
        io.stderr.write(
          `${escapeTerminalLine(path)} was left out: ${escapeTerminalLine(reason)}\n`,
        );
      }
      if (unreadable.length > 0) io.exit(1);
    });
}

async function open(
  id: string | undefined,
  root: string | undefined,
  io: Io,
): Promise<Pick<Awaited<ReturnType<typeof load>>, 'documents' | 'unreadable'>> {
  if (id === undefined) return load({ root, cwd: io.cwd });
  const { document } = await findDocument(id, root, io);
  return { documents: [document], unreadable: [] };
}
