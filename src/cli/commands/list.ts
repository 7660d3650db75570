/** `procs list`: the procedures of the workspace, a line each. */
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { escapeTerminalLine, load } from '../../compiler.ts';
import type { Io } from '../io.ts';

export function registerList(program: Command, io: Io): void {
  program
    .command('list')
    .description('list the procedures of the workspace')
    .option('--root <dir>', 'folder of the procedures')
    .option('--json', 'print the list as JSON')
    .action(async ({ root, json }: { root?: string; json?: boolean }) => {
      const { documents, unreadable, root: folder } = await load({ root, cwd: io.cwd });
      const rows = documents.map(({ path, procedure }) => ({
        id: procedure.id,
        name: procedure.name,
        kind: procedure.kind,
        title: procedure.title,
        status: procedure.status,
        version: procedure.version,
        path,
      }));
      if (json === true) io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      else if (rows.length === 0)
        io.stderr.write(`No Markdown documents in ${escapeTerminalLine(folder)}.\n`);
      else
        io.stdout.write(
          table(rows.map(({ name, kind, status, title }) => [name, kind, status ?? '', title])),
        );
      for (const { path, reason } of unreadable) {
        io.stderr.write(
          `${escapeTerminalLine(path)} was left out: ${escapeTerminalLine(reason)}\n`,
        );
      }
      if (unreadable.length > 0) io.exit(1);
    });
}

function table(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map((cell) => escapeTerminalLine(cell)));
  const widths = shown[0]!.map((_, at) => Math.max(...shown.map((row) => stringWidth(row[at]!))));
  return shown
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell + ' '.repeat(widths[at]! - stringWidth(cell)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
