/** `procs check --since REV`: what the change brought, with a word on what it was compared with. */
import { existsSync } from 'node:fs';
import {
  type Cache,
  checkSince,
  type Diagnostic,
  escapeTerminal,
  loadRevision,
  type Workspace,
} from '../index.ts';
import type { Io } from './io.ts';

export interface SinceFlags {
  readonly since: string;
  readonly allFindings?: boolean;
  readonly root?: string | undefined;
  readonly cache: Cache;
  readonly withoutKnown: (findings: readonly Diagnostic[]) => readonly Diagnostic[];
}

export async function checkChange(
  workspace: Workspace,
  includes: (path: string) => boolean,
  { since, allFindings, root, cache, withoutKnown }: SinceFlags,
  io: Io,
): Promise<{ diagnostics: readonly Diagnostic[]; checked: readonly string[] }> {
  const before = await loadRevision(workspace, {
    revision: since,
    at: 'start',
    root,
    cwd: io.cwd,
    cache,
  });
  const { diagnostics, changed, dependents } = await checkSince(before.workspace, workspace, {
    fileExists: existsSync,
    fileExisted: before.fileExists,
    includes,
    all: allFindings === true,
    withoutKnown,
    cache,
  });
  const counts = `${changed.length} changed, ${dependents.length} depend on what changed`;
  const lines = [
    ...before.notes,
    `Compared with ${before.commit.slice(0, 10)} (${since}): of the documents, ${counts}.`,
  ];
  io.stderr.write(lines.map((line) => `procs: ${escapeTerminal(line)}\n`).join(''));
  return { diagnostics, checked: [...changed, ...dependents] };
}
