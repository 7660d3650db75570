/** The tools that blocks call, and whether they are there. */
import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILTINS = new Set(
  '. : [ [[ alias bg bind break builtin caller case cd command compgen complete compopt continue coproc declare dirs disown do done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt source suspend test then time times trap true type typeset ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

/** Whether bash would find a command of this name: a builtin, a keyword, or a file on the PATH. */
export function toolFinder(path: string | undefined): (name: string) => boolean {
  const folders = (path ?? '').split(':').filter((folder) => folder !== '');
  return (name) => BUILTINS.has(name) || folders.some((folder) => isExecutable(join(folder, name)));
}

/** What of a block tells the tools that it calls. */
export interface CalledTools {
  readonly code: string;
  readonly commands: readonly { readonly name: string; readonly via: readonly string[] }[];
}

/** Commands of blocks that are not found now. They may come to be on the way. */
export function missingTools(
  blocks: readonly CalledTools[],
  hasTool: (name: string) => boolean,
): string[] {
  const functions = new Set(
    blocks.flatMap(({ code }) =>
      [...code.matchAll(/(?:^|[;\s])(?:function\s+)?([\w.-]+)\s*\(\)/g)].map((match) => match[1]!),
    ),
  );
  const names = blocks.flatMap(({ commands }) =>
    commands
      .filter(({ via }) => !via.some((each) => /^(?:ssh|docker|kubectl)/.test(each)))
      .map(({ name }) => name),
  );
  return [...new Set(names)]
    .filter(
      (name) =>
        /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(name) && !functions.has(name) && !hasTool(name),
    )
    .sort();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
