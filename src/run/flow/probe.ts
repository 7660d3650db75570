/** Looks at the machine from inside the session, without changing the session. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Probe } from '../judge/machine.ts';
import type { Frame, RunContext } from './context.ts';

/** Longest that a look may take: milliseconds. */
const LIMIT = 120_000;

/** On `host`, which the session has been on; `null`: this machine. */
export function probeOf(
  ctx: Pick<RunContext, 'session' | 'interrupts'>,
  frame: Pick<Frame, 'procedure'>,
  host: string | null = null,
): Probe {
  const look = async (code: string, line: number | null) => {
    const attempt = await ctx.session.prepare('check');
    const block = {
      code,
      line: line ?? 1,
      document: line === null ? 'check' : basename(frame.procedure.source.path),
      host,
      searches: [],
      watch: [],
      accept: [],
      timeout: LIMIT,
      interactive: false,
    };
    const outcome = await ctx.interrupts.during((signals) =>
      ctx.session.run(block, attempt, signals),
    );
    const out =
      outcome.stdout === null ? '' : await readFile(outcome.stdout, 'utf8').catch(() => '');
    return { outcome, out };
  };
  return Object.assign(look, { host });
}
