/** `procs show ID`: how a document was understood. */
import type { Command } from 'commander';
import { escapeJson, outline, outlineToPretty } from '../../compiler.ts';
import { wantsColor } from '../color.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';

interface Options {
  readonly root?: string;
  readonly json?: boolean;
  readonly outline?: boolean;
  readonly why?: boolean;
}

export function registerShow(program: Command, io: Io): void {
  program
    .command('show')
    .description('show how a procedure was understood: its flows, stages, steps and criteria')
    .argument('<id>', 'ID, file name or path of the procedure')
    .option('--root <dir>', 'folder of the procedures')
    .option('--outline', 'print the outline, which is what it prints unless told otherwise')
    .option('--why', 'say of each line of the outline where it came from and by which rule')
    .option('--json', 'print the compiled procedure as JSON')
    .action(async (id: string, { root, json, outline: asOutline, why }: Options) => {
      const { document } = await findDocument(id, root, io);
      if (json === true && asOutline !== true && why !== true) {
        io.stdout.write(`${escapeJson(JSON.stringify(document.procedure, null, 2))}\n`);
        return;
      }
      const lines = outline(document.procedure, document.text);
      if (json === true) {
        io.stdout.write(`${escapeJson(JSON.stringify(lines, null, 2))}\n`);
        return;
      }
      // In a pipe each thing stays on its line, so that grep finds it.
      const width = io.stdout.columns ?? null;
      io.stdout.write(outlineToPretty(lines, { color: wantsColor(io), width, why: why === true }));
    });
}
