/** `procs diff REV [REV]`: what changed in the procedures, by meaning rather than by text. */
import { type Command, Option } from 'commander';
import {
  type DiffReport,
  diffToJson,
  diffToMarkdown,
  diffToText,
  diffWorkspaces,
  escapeTerminal,
  load,
  loadRevision,
  noCache,
  reportDiff,
  userCache,
} from '../../index.ts';
import { wantsColor } from '../color.ts';
import type { Io } from '../io.ts';

interface Options {
  readonly root?: string;
  readonly format: 'text' | 'json' | 'markdown';
  readonly exitCode?: boolean;
  readonly cache: boolean;
}

export function registerDiff(program: Command, io: Io): void {
  program
    .command('diff')
    .description('show what changed in the procedures by meaning: steps, commands, criteria, gates')
    .argument(
      '<revision>',
      'git revision; alone, the files are compared with where the work since then started',
    )
    .argument('[other]', 'second revision: the two are compared as they are')
    .option('--root <dir>', 'folder of the procedures')
    .addOption(
      new Option('--format <format>', 'how to print the changes')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--exit-code', 'exit 1 where something dangerous changed')
    .option('--no-cache', 'work everything out anew')
    .action(async (revision: string, other: string | undefined, options: Options) => {
      const { root, format, exitCode } = options;
      const { cwd } = io;
      const cache = options.cache ? userCache(io.env) : noCache;
      const current = await load({ root, cwd, cache });
      const at = other === undefined ? 'start' : 'exact';
      const before = await loadRevision(current, { revision, at, root, cwd, cache });
      const after =
        other === undefined
          ? { commit: null, workspace: current, notes: [] }
          : await loadRevision(current, { revision: other, at, root, cwd, cache });
      for (const note of new Set([...before.notes, ...after.notes])) {
        io.stderr.write(`procs: ${escapeTerminal(note)}\n`);
      }
      const report = reportDiff(diffWorkspaces(before.workspace, after.workspace), {
        before: before.commit,
        after: after.commit,
      });
      io.stdout.write(`${print(report, format, io).trimEnd()}\n`);
      io.exit(exitCode === true && report.summary.dangers > 0 ? 1 : 0);
    });
}

function print(report: DiffReport, format: Options['format'], io: Io): string {
  switch (format) {
    case 'text':
      return diffToText(report, { color: wantsColor(io), width: io.stdout.columns ?? 80 });
    case 'json':
      return diffToJson(report);
    case 'markdown':
      return diffToMarkdown(report);
  }
}
