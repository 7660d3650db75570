/** Real files in a folder of their own, loaded and checked. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '../../src/check/check.ts';
import { load } from '../../src/load.ts';
import type { Diagnostic } from '../../src/model/index.ts';

/** Checks documents given by name. */
export async function checkFiles(files: Readonly<Record<string, string>>): Promise<Diagnostic[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'procs-check-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    return await checkFolder(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

export async function checkFolder(root: string): Promise<Diagnostic[]> {
  return check(await load({ root }), { fileExists: existsSync });
}
