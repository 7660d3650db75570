/** The doorstep of the command line: hands the streams in, and turns what went wrong into an exit status. */
import { Command, CommanderError } from 'commander';
import { escapeTerminal, InputError, JournalError, RunRefused, version } from '../index.ts';
import { registerCheck } from './commands/check.ts';
import { registerExplain } from './commands/explain.ts';
import { registerList } from './commands/list.ts';
import { registerPlan } from './commands/plan.ts';
import { registerRun } from './commands/run.ts';
import { registerRuns } from './commands/runs.ts';
import { registerSchema } from './commands/schema.ts';
import { registerShow } from './commands/show.ts';
import { registerSite } from './commands/site.ts';
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
    throw error;
  });
  const program = new Command('procs')
    .description('Compiles, checks, runs and publishes procedures written in Markdown.')
    .version(version)
    .showHelpAfterError('("procs --help" lists the commands)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .exitOverride();
  const registers = [
    registerList,
    registerShow,
    registerCheck,
    registerExplain,
    registerPlan,
    registerRun,
    registerRuns,
    registerSchema,
    registerSite,
  ];
  for (const register of registers) register(program, io);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const isRefusal = error instanceof RunRefused;
    if (!(error instanceof InputError || error instanceof JournalError || isRefusal)) throw error;
    io.stderr.write(`procs: ${escapeTerminal(error.message)}\n`);
    return isRefusal ? error.status : 2;
  }
}
