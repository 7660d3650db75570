/** The baseline on disk: read, applied, written. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Diagnostic,
  escapeTerminal,
  InputError,
  readBaseline,
  saveFile,
  type Workspace,
  withoutBaseline,
  writeBaseline,
} from '../compiler.ts';
import type { Io } from './io.ts';

/** As `--baseline` and `--no-baseline` give it; `undefined`: as the configuration says. */
type Flag = string | false | true | undefined;

const usual = 'procs-baseline.json';

/** What is left of findings where the known ones are taken out. @throws {InputError} where the file cannot be used. */
export async function knownFindings(
  workspace: Workspace,
  flag: Flag,
  io: Io,
): Promise<(diagnostics: readonly Diagnostic[]) => readonly Diagnostic[]> {
  const file = fileOf(workspace, flag, io);
  if (file === null) return (diagnostics) => diagnostics;
  if (!existsSync(file)) {
    throw new InputError(
      `There is no baseline ${file}. "procs check --update-baseline" writes it, "--no-baseline" does without.`,
    );
  }
  const known = readBaseline(readFileSync(file, 'utf8'), file);
  return (diagnostics) => {
    const left = withoutBaseline(diagnostics, byPath(workspace), known);
    const count = diagnostics.length - left.length;
    if (count > 0) {
      io.stderr.write(
        `procs: ${count === 1 ? 'one finding is' : `${count} findings are`} known to the baseline and not reported (${escapeTerminal(path.relative(io.cwd, file))}).\n`,
      );
    }
    return left;
  };
}

/** Writes all findings of today. */
export function updateBaseline(
  workspace: Workspace,
  diagnostics: readonly Diagnostic[],
  flag: Flag,
  io: Io,
): void {
  const file = fileOf(workspace, flag, io) ?? path.join(workspace.root, usual);
  const { text, count } = writeBaseline(diagnostics, byPath(workspace));
  const reason = saveFile(file, text);
  if (reason !== null) throw new InputError(`${file} cannot be written: ${reason}.`);
  const shown = escapeTerminal(path.relative(io.cwd, file));
  const hint =
    workspace.config.baseline === null && typeof flag !== 'string'
      ? ` Name it in the configuration, so that it counts: "baseline": "${usual}".`
      : '';
  const findings = count === 1 ? 'one finding' : `${count} findings`;
  const left = diagnostics.length - count;
  const unread =
    left === 0
      ? ''
      : ` ${left === 1 ? 'One is' : `${left} are`} still reported: a document that cannot be read is nothing to live with.`;
  io.stderr.write(`procs: ${findings} written to ${shown}.${hint}${unread}\n`);
}

function fileOf({ config, root }: Workspace, flag: Flag, io: Io): string | null {
  if (flag === false) return null;
  if (typeof flag === 'string') return path.resolve(io.cwd, flag);
  return config.baseline === null ? null : path.join(root, config.baseline);
}

function byPath({ documents }: Workspace): Map<string, Workspace['documents'][number]> {
  return new Map(documents.map((one) => [one.path, one]));
}
