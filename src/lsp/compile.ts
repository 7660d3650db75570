/** Compiles what is typed, whatever it is: a server outlives every document. */
import { type CompiledDocument, compileText, refusalOf, type Workspace } from '../index.ts';

/** Why a text is no document. */
export interface Refusal {
  readonly reason: string;
}

export function compileTyped(
  workspace: Workspace,
  path: string,
  text: string,
): CompiledDocument | Refusal {
  const refusal = refusalOf(text, workspace);
  if (refusal !== null) return { reason: refusal };
  try {
    return compileText(workspace, path, text);
  } catch (error) {
    return { reason: `procs could not compile it (${String(error)}), which is a mistake of procs` };
  }
}
