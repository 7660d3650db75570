/** The findings that a team knows of and lives with are not shown in the editor either. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  type Diagnostic,
  type KnownFindings,
  readBaseline,
  type Workspace,
  withoutBaseline,
} from '../compiler.ts';

/** What is left; all of them where the baseline cannot be read, which the command line says. */
export function withoutKnownFindings(workspace: Workspace, found: Diagnostic[]): Diagnostic[] {
  const { root, config, documents } = workspace;
  if (config.baseline === null || found.length === 0) return found;
  const known = read(path.join(root, config.baseline));
  if (known === null) return found;
  const mine = documents.filter((one) => found.some(({ file }) => file === one.path));
  return withoutBaseline(found, new Map(mine.map((one) => [one.path, one])), known);
}

const files = new Map<string, { readonly time: number; readonly known: KnownFindings | null }>();

/** Read again when it was written again. */
function read(file: string): KnownFindings | null {
  const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = files.get(file);
  if (before?.time === time) return before.known;
  let known: KnownFindings | null = null;
  try {
    known = readBaseline(readFileSync(file, 'utf8'), file);
  } catch {}
  files.set(file, { time, known });
  return known;
}
