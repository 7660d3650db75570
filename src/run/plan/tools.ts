/** Whether a tool that a block calls is there. */
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

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
