/** `procs show ID`: how a document was understood. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { escapeJson, escapeTerminalLine, type OutlineLine, outline } from '../../index.ts';
import { wantsColor } from '../color.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';

export function registerShow(program: Command, io: Io): void {
  program
    .command('show')
    .description('show how a procedure was understood: its flows, stages, steps and criteria')
    .argument('<id>', 'ID, file name or path of the procedure')
    .option('--root <dir>', 'folder of the procedures')
    .option('--json', 'print the compiled procedure as JSON')
    .action(async (id: string, { root, json }: { root?: string; json?: boolean }) => {
      const { document } = await findDocument(id, root, io);
      if (json === true) {
        io.stdout.write(`${escapeJson(JSON.stringify(document.procedure, null, 2))}\n`);
        return;
      }
      const colors = createColors(wantsColor(io));
      const paint: Record<OutlineLine['kind'], (text: string) => string> = {
        title: colors.bold,
        fact: colors.dim,
        flow: colors.bold,
        stage: colors.cyan,
        step: (text) => text,
        notice: colors.yellow,
        action: (text) => text,
        criterion: colors.dim,
        blank: (text) => text,
      };
      for (const { kind, depth, text } of outline(document.procedure)) {
        io.stdout.write(`${'  '.repeat(depth)}${paint[kind](escapeTerminalLine(text))}\n`);
      }
    });
}
