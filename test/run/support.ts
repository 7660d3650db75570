/** A session in a fresh directory, for tests that run real blocks. */
import { mkdtempSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttemptOptions, Block } from '../../src/run/session/attempt.ts';
import type { Outcome } from '../../src/run/session/outcome.ts';
import { Session } from '../../src/run/session/session.ts';

export function freshDirectory(name = 'procs-test-'): string {
  return mkdtempSync(join(tmpdir(), name));
}

export function blockOf(code: string, more: Partial<Block> = {}): Block {
  return {
    code,
    line: 10,
    document: 'doc.md',
    host: null,
    searches: [],
    watch: [],
    accept: [0],
    timeout: 20_000,
    interactive: false,
    ...more,
  };
}

export interface Shell {
  readonly session: Session;
  readonly cwd: string;
  /** Runs a block, commits its state where it ended with 0, and reads its output. */
  run(code: string, more?: Partial<Block>, options?: AttemptOptions): Promise<Ran>;
}

export interface Ran extends Outcome {
  readonly out: string;
  readonly err: string;
}

export async function openShell(env: NodeJS.ProcessEnv = process.env, grace = 300): Promise<Shell> {
  const cwd = await realpath(freshDirectory());
  const directory = join(freshDirectory(), 'blocks');
  const session = await Session.open({ directory, cwd, env, grace });
  return {
    session,
    cwd,
    async run(code, more = {}, options = {}) {
      const attempt = await session.prepare('test');
      const outcome = await session.run(blockOf(code, more), attempt, options);
      session.commit(outcome);
      return { ...outcome, out: await text(outcome.stdout), err: await text(outcome.stderr) };
    },
  };
}

async function text(file: string | null): Promise<string> {
  return file === null ? '' : readFile(file, 'utf8');
}
