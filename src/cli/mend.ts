/** `procs check --fix`: writes what was mended, or shows it. */
import {
  type CheckOptions,
  escapeTerminal,
  InputError,
  mend,
  replaceText,
  toPatch,
  type Workspace,
} from '../compiler.ts';
import type { Io } from './io.ts';

/** @returns the workspace as it lies on disk now; `null`: nothing was to be written, all is said. */
export async function mendDocuments(
  workspace: Workspace,
  rules: CheckOptions,
  { base, dryRun = false }: { base: string; dryRun?: boolean | undefined },
  io: Io,
): Promise<Workspace | null> {
  const result = await mend(workspace, rules);
  if (dryRun) {
    const patch = toPatch(result.mended, base);
    io.stdout.write(io.stdout.isTTY === true ? escapeTerminal(patch) : patch);
    io.exit(result.mended.length > 0 ? 1 : 0);
    return null;
  }
  let count = 0;
  for (const one of result.mended) {
    const reason = replaceText(one.file, one.hash, one.after);
    if (reason !== null) {
      throw new InputError(
        `${one.path} was not mended: ${reason}. ${count === 0 ? 'Nothing was changed' : 'Documents before it were'}; run it again.`,
      );
    }
    count += one.count;
  }
  if (count > 0) {
    const documents =
      result.mended.length === 1 ? 'one document' : `${result.mended.length} documents`;
    io.stderr.write(
      `procs: mended ${count === 1 ? 'one finding' : `${count} findings`} in ${documents}.\n`,
    );
  }
  return result.workspace;
}
