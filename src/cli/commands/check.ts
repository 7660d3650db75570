/** `procs check [PATH…]`: what is wrong in the documents. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { check, InputError, noCache, type Report, userCache } from '../../compiler.ts';
import { knownFindings, updateBaseline } from '../baseline.ts';
import { existing, openWorkspace, selector, shownBase } from '../check-scope.ts';
import { keepHeapSmall } from '../heap.ts';
import type { Io } from '../io.ts';
import { mendDocuments } from '../mend.ts';
import { addReportOptions, giveReports, planReports, type ReportOptions } from '../reports.ts';
import type { checkChange } from '../since.ts';

interface Options extends ReportOptions {
  readonly root?: string;
  readonly since?: string;
  readonly allFindings?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly baseline?: string | false;
  readonly updateBaseline?: boolean;
  readonly cache: boolean;
}

export function registerCheck(program: Command, io: Io): void {
  const command = program
    .command('check')
    .description(
      'report what is wrong in the documents: exit 0 without errors, 1 with, 2 if it could not run',
    )
    .argument(
      '[path...]',
      'files or folders to report on; the others are read for what they define',
    )
    .option('--root <dir>', 'folder of the procedures')
    .option(
      '--since <revision>',
      'report only what changed since this git revision brought: in the changed documents and in those that depend on them',
    )
    .option('--all-findings', 'with --since: everything in those documents, old or new')
    .option('--fix', 'mend in place what has one right answer, and report what is left')
    .option(
      '--dry-run',
      'with --fix: print the difference and write nothing; exit 1 if there is one',
    )
    .option('--baseline <file>', 'file of the findings that are known and not reported')
    .option('--no-baseline', 'report also what the baseline of the configuration knows')
    .option('--update-baseline', 'write all findings of today to the baseline, and report none')
    .option('--no-cache', 'work everything out anew');
  addReportOptions(command).action(async (paths: string[], options: Options) => {
    const { root, failOn, since } = options;
    refuseContradictions(options);
    keepHeapSmall();
    const reports = planReports(options);
    const wanted = paths.map((name) => existing(path.resolve(io.cwd, name)));
    const cache = options.cache ? userCache(io.env) : noCache;
    let workspace = await openWorkspace(wanted, { root, cwd: io.cwd, cache });
    const includes = selector(workspace, wanted);
    const all = [...workspace.documents, ...workspace.unreadable].map((one) => one.path);
    const asked = all.filter(includes);
    if (asked.length === 0 && since === undefined) {
      throw new InputError(
        `There is no Markdown document to check in ${wanted.join(', ') || workspace.root}. Name a folder that holds some, or look at "include" and "exclude" in the configuration.`,
      );
    }
    const base = shownBase(io.cwd, workspace.root);
    const rules = { fileExists: existsSync, includes, cache };
    if (options.updateBaseline === true) {
      return updateBaseline(workspace, await check(workspace, rules), options.baseline, io);
    }
    if (options.fix === true) {
      const mended = await mendDocuments(workspace, rules, { base, dryRun: options.dryRun }, io);
      if (mended === null) return;
      workspace = mended;
    }
    const known = await knownFindings(workspace, options.baseline, io);
    const { diagnostics, checked } =
      since === undefined
        ? { diagnostics: known(await check(workspace, rules)), checked: asked }
        : await changeOf(
            workspace,
            includes,
            { ...options, since, cache, withoutKnown: known },
            io,
          );
    const documents = new Map(workspace.documents.map((one) => [one.path, one]));
    const report: Report = {
      diagnostics,
      files: checked.length,
      paths: checked,
      sourceOf: (file) => documents.get(file)?.text ?? null,
      documentOf: (file) => documents.get(file) ?? null,
      base,
    };
    giveReports(report, reports, failOn, io);
  });
}

/** Who asks git is loaded only where git is asked. */
async function changeOf(...given: Parameters<typeof checkChange>): ReturnType<typeof checkChange> {
  return (await import('../since.ts')).checkChange(...given);
}

function refuseContradictions(options: Options): void {
  const { allFindings, since, fix, dryRun, updateBaseline: update } = options;
  if (allFindings === true && since === undefined) {
    throw new InputError('--all-findings goes with --since: without it, all are reported.');
  }
  if (dryRun === true && fix !== true) {
    throw new InputError('--dry-run goes with --fix: a check without it writes nothing anyway.');
  }
  if (fix === true && (since !== undefined || update === true)) {
    throw new InputError(
      `--fix does not go with ${since === undefined ? '--update-baseline' : '--since'}: mend first, then check again.`,
    );
  }
  if (update === true && since !== undefined) {
    throw new InputError('--update-baseline takes all findings, so --since does not go with it.');
  }
}
