/** Mends what has one right answer: check → fix → compile again, until nothing is left to mend. */
import { type CheckOptions, check } from './check/check.ts';
import { applyFixes } from './check/fix.ts';
import { compileText } from './edit.ts';
import type { Diagnostic } from './model/index.ts';
import { buildWorkspace } from './workspace/build.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface Mended {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** SHA-256 of the bytes that were read, to see whether somebody else wrote meanwhile. */
  readonly hash: string;
  readonly before: string;
  readonly after: string;
  /** How many findings were mended. */
  readonly count: number;
}

export interface MendResult {
  /** With the mended texts; nothing is written. */
  readonly workspace: Workspace;
  /** What is still to be said of it. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order of paths; documents where nothing was to be mended are left out. */
  readonly mended: readonly Mended[];
}

/** A mend can make room for another: what mends itself in circles is stopped. */
const ROUNDS = 10;

export async function mend(workspace: Workspace, options: CheckOptions): Promise<MendResult> {
  const originals = new Map(workspace.documents.map((one) => [one.path, one]));
  const counts = new Map<string, number>();
  let current = workspace;
  let diagnostics = await check(current, options);
  for (let round = 0; round < ROUNDS; round += 1) {
    const documents = current.documents.map((document) => {
      const mine = diagnostics.filter(({ file, fix }) => file === document.path && fix !== null);
      if (mine.length === 0) return document;
      const { text, count } = applyFixes(document.text, mine);
      if (text === document.text) return document;
      counts.set(document.path, (counts.get(document.path) ?? 0) + count);
      return compileText(current, document.path, text);
    });
    if (documents.every((document, index) => document === current.documents[index])) break;
    const { root, config, unreadable } = current;
    current = buildWorkspace({ root, config, unreadable, documents });
    diagnostics = await check(current, options);
  }
  const mended = current.documents.flatMap((document): Mended[] => {
    const original = originals.get(document.path)!;
    if (original.text === document.text) return [];
    const { path, file } = document;
    const { hash } = original;
    const count = counts.get(path) ?? 0;
    return [{ path, file, hash, before: original.text, after: document.text, count }];
  });
  return { workspace: current, diagnostics, mended };
}
