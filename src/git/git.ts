/** Asks git, and only for what lies in its object store: nothing of a repository's own is run. */
import { type ExecFileException, execFile } from 'node:child_process';
import { InputError } from '../model/input-error.ts';

/** Where a hook or a shell points git elsewhere, or has it write where it should not. */
const redirections =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|NAMESPACE|COMMON_DIR|EXTERNAL_DIFF|PAGER|TRACE.*|REDIRECT_.*)$/;

/** What a repository's configuration could have git start, and what could change a file or ask a person. */
const settings = [
  '--no-pager',
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never'].flatMap((one) => [
    '-c',
    one,
  ]),
];

export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  /** What it said of its failure, on one line. */
  readonly reason: string;
}

/**
 * Runs one plumbing command in a folder, without a shell. Objects that a partial clone lacks are not
 * fetched: reading an old revision must not start programs that a configuration names.
 *
 * @throws {InputError} where git is not there.
 */
export async function git(folder: string, args: readonly string[], input = ''): Promise<GitAnswer> {
  const { error, stdout, stderr } = await run(folder, [...settings, ...args], input);
  // A number is what git ended with; all else is that it could not be run to its end.
  if (error !== null && typeof error.code !== 'number') {
    throw new InputError(
      error.code === 'ENOENT'
        ? 'git is not installed, or not on the PATH: without it, what stood in a document before cannot be read.'
        : `git could not be run: ${error.message}`,
    );
  }
  return {
    ok: error === null,
    stdout,
    reason: stderr
      .toString('utf8')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^(?:fatal|error): /, ''),
  };
}

interface Ended {
  readonly error: ExecFileException | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function run(cwd: string, args: readonly string[], input: string): Promise<Ended> {
  return new Promise((resolve) => {
    const options = {
      cwd,
      env: environment(),
      encoding: 'buffer',
      maxBuffer: 1_000_000_000,
    } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) =>
      resolve({ error, stdout, stderr }),
    );
    // It may end before it has read all: what it says then counts.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function environment(): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !redirections.test(name));
  return {
    ...Object.fromEntries(inherited),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  };
}
