/** Where the runs lie that a command is about. */
import { locate, runsDirectory } from '../../runner.ts';
import type { Io } from '../io.ts';

export interface RunsFlags {
  readonly root?: string | undefined;
  readonly json?: boolean;
  readonly format?: 'text' | 'json';
  readonly lang?: 'es' | 'en';
}

/** No document is read for it. @throws {InputError} where `root` does not exist */
export function runsFolder({ root }: RunsFlags, { cwd, env }: Io): string {
  return runsDirectory(locate(cwd, root).root, env);
}
