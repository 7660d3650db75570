/** The doorstep of the command line: hands the streams in, and turns what went wrong into an exit status. */
import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { commands } from './commands/index.ts';
import type { Io } from './io.ts';

/** @returns the exit status: 2 where the command could not be started. */
export async function main(args: readonly string[], given: Partial<Io> = {}): Promise<number> {
  let status = 0;
  let unread: (() => void) | null = null;
  const io: Io = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    ...given,
    whenUnread: (listener) => {
      unread = listener;
    },
    exit: (code) => {
      status = code;
    },
  };
  io.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (unread !== null) return unread();
    // `procs list | head` is no failure.
    if (error.code === 'EPIPE') process.exit(0);
    if (error.code === undefined) throw error;
    io.stderr.write(`procs: the output cannot be written: ${error.message}\n`);
    process.exit(2);
  });
  // What nobody reads of the messages must not end what they are about.
  io.stderr.on('error', () => {});
  const program = new Command('procs')
    .description('Compiles, checks, runs and publishes procedures written in Markdown.')
    .version(version)
    .showHelpAfterError('("procs --help" lists the commands)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .exitOverride();
  // The words of `procs help check` and of `procs check` name the same command.
  const words = args.filter((one) => !one.startsWith('-'));
  const asked = words[0] === 'help' ? words[1] : words[0];
  for (const { name, usage, summary, load } of commands) {
    if (name === asked) (await load())(program, io);
    else program.command(name).usage(usage).summary(summary);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { escapeTerminal, InputError, JournalError, RunRefused, storageFailure } = await import(
      '../runner.ts'
    );
    const isRefusal = error instanceof RunRefused;
    const full = storageFailure(error);
    if (full !== null) {
      const { path = null } = error as NodeJS.ErrnoException;
      const where = path === null ? 'a file' : path;
      io.stderr.write(`procs: ${escapeTerminal(`${where} cannot be written: ${full}`)}\n`);
      return 2;
    }
    if (!(error instanceof InputError || error instanceof JournalError || isRefusal)) throw error;
    io.stderr.write(`procs: ${escapeTerminal(error.message)}\n`);
    return isRefusal ? error.status : 2;
  }
}
