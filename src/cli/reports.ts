/** The options that say in which formats a report comes out, and where. */
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type FailOn,
  type Format,
  fails,
  formats,
  InputError,
  printReport,
  type Report,
  rules,
  saveFile,
  version,
} from '../compiler.ts';
import { wantsColor } from './color.ts';
import type { Io } from './io.ts';

interface Wanted {
  readonly format: Format;
  /** As written; `null`: standard output. */
  readonly file: string | null;
}

export interface ReportOptions {
  readonly format: readonly Wanted[];
  readonly output?: string;
  readonly failOn: FailOn;
}

const defaults: readonly Wanted[] = [{ format: 'pretty', file: null }];

export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--format <format[=file]>',
        `how to print the findings: ${formats.join(', ')}; several at once where all but one name a file`,
      )
        .argParser(wanted)
        .default(defaults, 'pretty'),
    )
    .option('--output <file>', 'write there what would be printed')
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on to exit with 1')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    );
}

/** Where each report goes; called before the work, so that a mistake in the options costs none. */
export function planReports({ format, output }: ReportOptions): readonly Wanted[] {
  const plan = format.map((one) => (one.file === null ? { ...one, file: output ?? null } : one));
  const printed = format.filter((one) => one.file === null);
  if (printed.length > 1) {
    const names = printed.map((one) => one.format);
    throw new InputError(
      `Only one report can be printed, and ${names.join(' and ')} are wanted. Give the others a file: --format ${names.at(-1)}=FILE.`,
    );
  }
  if (output !== undefined && printed.length === 0) {
    throw new InputError('--output has nothing to write: every --format names a file already.');
  }
  return plan;
}

/** Prints and writes them all, and sets the exit status. */
export function giveReports(report: Report, plan: readonly Wanted[], failOn: FailOn, io: Io): void {
  for (const { format, file } of plan) {
    const color = file === null && wantsColor(io);
    const width = (file === null ? io.stdout.columns : undefined) ?? 80;
    const text = `${printReport(report, format, { color, width, failOn, rules, version })}\n`;
    if (file === null) {
      io.stdout.write(text);
      continue;
    }
    const reason = saveFile(path.resolve(io.cwd, file), text);
    if (reason !== null) {
      throw new InputError(`The report cannot be written to ${file}: ${reason}.`);
    }
  }
  io.exit(report.diagnostics.some((one) => fails(one, failOn)) ? 1 : 0);
}

/** Repeatable: the first one given takes the place of the default. */
function wanted(value: string, before: readonly Wanted[]): Wanted[] {
  const [name, ...rest] = value.split('=');
  const format = formats.find((one) => one === name);
  if (format === undefined) {
    throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.`);
  }
  const file = rest.length === 0 ? null : rest.join('=');
  if (file === '') throw new InvalidArgumentError('There is no file name behind the "=".');
  return [...(before === defaults ? [] : before), { format, file }];
}
