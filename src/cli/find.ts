/** The document that a name on the command line stands for. */
import { type CompiledDocument, InputError, load, lookup, type Workspace } from '../reader.ts';
import type { Io } from './io.ts';

/** @throws {InputError} where the name stands for none, or for several. */
export async function findDocument(
  name: string,
  root: string | undefined,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<{ workspace: Workspace; document: CompiledDocument }> {
  const workspace = await load({ root, cwd });
  const result = lookup(workspace, name);
  switch (result.found) {
    case 'one':
      return { workspace, document: result.document };
    case 'several':
      throw new InputError(
        `${name} is the ID of ${result.documents.length} documents, so which one is meant is not clear:\n${result.documents.map(({ path }) => `  ${path}`).join('\n')}\nGive each an ID of its own, or name the path.`,
      );
    case 'none':
      throw new InputError(
        `There is no procedure ${name} in ${workspace.root}.${result.suggestion === null ? '' : ` Did you mean ${result.suggestion}?`}\n"procs list" shows those that there are; --root names another folder.`,
      );
  }
}
