/** Runs a block part by part, each on its host, and puts together what they came to. */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { secretNames } from '../plan/parameters.ts';
import type { Part } from '../plan/split.ts';
import type { Block } from '../session/attempt.ts';
import type { Outcome } from '../session/outcome.ts';
import type { Connection } from '../session/remote/connection.ts';
import { ConnectionFailure } from '../session/remote/failure.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { valuesThere } from './hosts.ts';

/** How one part is tried; `part` is absent where the block has only one. */
export type Try = (
  block: Block,
  part?: { readonly number: number; readonly of: number },
) => Promise<ActionResult>;

/** Stops at the first part that fails: what is behind it may count on what it does. */
export async function runParts(
  ctx: RunContext,
  frame: Frame,
  label: string,
  block: Block,
  parts: readonly Part[],
  attempt: Try,
): Promise<ActionResult> {
  const results: ActionResult[] = [];
  for (const [at, part] of parts.entries()) {
    if (part.host !== null && part.target !== null) {
      await connect(ctx, ctx.connections.to(part.host, part.target));
      if (part.enters)
        ctx.session.enter(
          part.host,
          valuesThere(frame.procedure, frame.values),
          secretNames(frame.procedure),
        );
    }
    const isLast = at === parts.length - 1;
    const own = { ...block, code: part.code, host: part.host };
    const result =
      parts.length === 1
        ? await attempt(own)
        : await attempt(isLast ? own : { ...own, accept: [0] }, {
            number: at + 1,
            of: parts.length,
          });
    results.push(result);
    if (result.verdict === 'failed') break;
  }
  return results.length === 1 ? results[0]! : together(ctx, label, block, results);
}

/** Here, where ssh may ask; a host that cannot be had is told by the block that did not start. */
async function connect({ operator }: RunContext, connection: Connection): Promise<void> {
  if (!operator.terminal || connection.isOpen) return;
  await operator
    .lend(() => connection.open(true))
    .catch((error: unknown) => {
      if (!(error instanceof ConnectionFailure)) throw error;
    });
}

/** As if one block had run: its output one after the other, its failures in order, its end that of the last. */
async function together(
  ctx: RunContext,
  label: string,
  block: Block,
  results: readonly ActionResult[],
): Promise<ActionResult> {
  const blocks = results.flatMap((result) => (result.block === null ? [] : [result.block]));
  const last = results.at(-1)!;
  if (blocks.length < results.length) return last;
  const { directory } = await ctx.session.prepare(label);
  const outcomes = blocks.map(({ outcome }) => outcome);
  const stdout = join(directory, 'stdout');
  const stderr = join(directory, 'stderr');
  const seen: Outcome['seen'] = [];
  for (const outcome of outcomes) {
    const before = await append(stdout, outcome.stdout);
    await append(stderr, outcome.stderr);
    const behind = (offset: number | null) => (offset === null ? null : offset + before);
    seen.push(
      ...outcome.seen.map((each) => ({ ...each, from: behind(each.from), to: behind(each.to) })),
    );
  }
  const outcome: Outcome = {
    ...outcomes.at(-1)!,
    startedAt: null,
    end: outcomes.every(({ end }) => end === 'reached') ? 'reached' : outcomes.at(-1)!.end,
    failures: outcomes.flatMap(({ failures }) => failures),
    seen,
    // Each part's was taken over as it ended.
    state: null,
    notes: [],
    stdout,
    stderr,
    milliseconds: outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
  const { startedAt } = blocks[0]!;
  return { ...last, block: { outcome, verdict: last.verdict, startedAt, placed: block } };
}

/** Answers how long the file was before. */
async function append(file: string, more: string | null): Promise<number> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (more === null) return size;
  await pipeline(createReadStream(more), createWriteStream(file, { flags: 'a', mode: 0o600 }));
  return size;
}
