/** `procs check [PATH…]`: what is wrong in the documents. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { check, InputError, load, type Report, type Workspace } from '../../index.ts';
import type { Io } from '../io.ts';
import { addReportOptions, giveReports, planReports, type ReportOptions } from '../reports.ts';
import { checkChange } from '../since.ts';

interface Options extends ReportOptions {
  readonly root?: string;
  readonly since?: string;
  readonly allFindings?: boolean;
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
    .option('--all-findings', 'with --since: everything in those documents, old or new');
  addReportOptions(command).action(async (paths: string[], options: Options) => {
    const { root, failOn, since } = options;
    if (options.allFindings === true && since === undefined) {
      throw new InputError('--all-findings goes with --since: without it, all are reported.');
    }
    const reports = planReports(options);
    const wanted = paths.map((name) => existing(path.resolve(io.cwd, name)));
    const workspace = await open(wanted, root, io.cwd);
    const includes = selector(workspace, wanted);
    const documents = new Map(workspace.documents.map((one) => [one.path, one]));
    const all = [...workspace.documents, ...workspace.unreadable].map((one) => one.path);
    const asked = all.filter(includes);
    if (asked.length === 0 && since === undefined) {
      throw new InputError(
        `There is no Markdown document to check in ${wanted.join(', ') || workspace.root}. Name a folder that holds some, or look at "include" and "exclude" in the configuration.`,
      );
    }
    const { diagnostics, checked } =
      since === undefined
        ? {
            diagnostics: await check(workspace, { fileExists: existsSync, includes }),
            checked: asked,
          }
        : await checkChange(workspace, includes, { ...options, since }, io);
    const report: Report = {
      diagnostics,
      files: checked.length,
      paths: checked,
      sourceOf: (file) => documents.get(file)?.text ?? null,
      documentOf: (file) => documents.get(file) ?? null,
      base: shownBase(io.cwd, workspace.root),
    };
    giveReports(report, reports, failOn, io);
  });
}

function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new InputError(`There is no file or folder ${file}.`);
}

/** The workspace around the paths: the usual one where it holds them, else the folder that is named. */
async function open(
  paths: readonly string[],
  root: string | undefined,
  cwd: string,
): Promise<Workspace> {
  const first = paths[0];
  if (root !== undefined || first === undefined) return load({ root, cwd });
  const folder = statSync(first).isDirectory() ? first : path.dirname(first);
  const usual = await load({ cwd }).catch((error: unknown) => {
    if (error instanceof InputError) return null;
    throw error;
  });
  if (usual !== null && paths.every((one) => contains(usual.root, one))) return usual;
  return load({ root: folder, cwd });
}

function selector(workspace: Workspace, paths: readonly string[]): (file: string) => boolean {
  const outside = paths.find((one) => !contains(workspace.root, one));
  if (outside !== undefined) {
    throw new InputError(
      `${outside} lies outside the workspace ${workspace.root}. Name the folder that holds all of them with --root.`,
    );
  }
  if (paths.length === 0) return () => true;
  return (file) => paths.some((one) => contains(one, path.join(workspace.root, file)));
}

function contains(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** Paths are shown from here where the workspace lies below, so that editors and CI can open them. */
function shownBase(cwd: string, root: string): string {
  return contains(cwd, root) ? path.relative(cwd, root).split(path.sep).join('/') : '';
}
