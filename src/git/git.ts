/** Asks git, and only for what lies in its object store: nothing of a repository's own is run. */
import { execa } from 'execa';
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
  const result = await execa('git', [...settings, ...args], {
    cwd: folder,
    env: environment(),
    extendEnv: false,
    encoding: 'buffer',
    input,
    maxBuffer: 1_000_000_000,
    reject: false,
    stripFinalNewline: false,
  });
  if (result.failed && result.exitCode === undefined) {
    throw new InputError(
      result.code === 'ENOENT'
        ? 'git is not installed, or not on the PATH: without it, what stood in a document before cannot be read.'
        : `git could not be run: ${result.shortMessage}`,
    );
  }
  const words = Buffer.from(result.stderr ?? []).toString('utf8');
  return {
    ok: result.exitCode === 0,
    stdout: Buffer.from(result.stdout ?? []),
    reason: words
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^(?:fatal|error): /, ''),
  };
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
