/** Compiles what is typed and what lies on disk, whatever it is: a server outlives every document. */
import { setImmediate } from 'node:timers/promises';
import {
  type CompiledDocument,
  compileText,
  refusalOf,
  type Workspace,
  withoutDocument,
} from '../compiler.ts';

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
  return compiledOr(compileText(workspace, path, text));
}

/** The document, once it is known that it can be compiled. */
export function compiledOr(document: CompiledDocument): CompiledDocument | Refusal {
  const reason = failure(document);
  return reason === null ? document : { reason };
}

/** How long the server works on a large workspace before it listens to the editor again, in milliseconds. */
const SLICE = 25;

/** Compiles a workspace that was only read so far, a little at a time. */
export async function compileAll(workspace: Workspace): Promise<Workspace> {
  const failed: [string, string][] = [];
  let since = performance.now();
  for (const document of workspace.documents) {
    const reason = failure(document);
    if (reason !== null) failed.push([document.path, reason]);
    if (performance.now() - since < SLICE) continue;
    await setImmediate();
    since = performance.now();
  }
  return failed.reduce((left, [path, reason]) => withoutDocument(left, path, reason), workspace);
}

/** A document is compiled when it is first asked for anything. */
function failure(document: CompiledDocument): string | null {
  try {
    return document.index === null ? '' : null;
  } catch (error) {
    return `procs could not compile it (${String(error)}), which is a mistake of procs`;
  }
}
