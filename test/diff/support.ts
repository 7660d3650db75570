/** Two states of a workspace in folders of their own, and what changed between them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Difference, diffWorkspaces, load, type WorkspaceDiff } from '../../src/index.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

export async function diffFiles(before: Files, after: Files): Promise<WorkspaceDiff> {
  const root = await mkdtemp(path.join(tmpdir(), 'procs-diff-'));
  try {
    const [old, now] = await Promise.all(
      Object.entries({ before, after }).map(async ([name, files]) => {
        const folder = path.join(root, name);
        await mkdir(folder);
        for (const [file, text] of Object.entries(files)) {
          await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
          await writeFile(path.join(folder, file), text);
        }
        return load({ root: folder });
      }),
    );
    return diffWorkspaces(old!, now!);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Changes of one document, but for the reminder to raise its version. */
export async function changesOf(before: string, after: string): Promise<Difference[]> {
  const { procedures } = await diffFiles({ 'a.md': before }, { 'a.md': after });
  return procedures
    .flatMap(({ changes }) => changes)
    .filter(({ kind }) => kind !== 'version-not-raised');
}

/** `danger backup-removed`. */
export async function kindsOf(before: string, after: string): Promise<string[]> {
  return (await changesOf(before, after)).map(({ severity, kind }) => `${severity} ${kind}`);
}
