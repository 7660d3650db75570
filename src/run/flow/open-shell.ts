/** A shell for the operator in the middle of a run, and whether what it leaves becomes the session's. */
import type { Frame, RunContext } from './context.ts';
import { deviate } from './deviations.ts';

export async function openShell(ctx: RunContext, frame: Frame, ref: string | null): Promise<void> {
  const { screen, session, operator } = ctx;
  const say = ctx.words.shell;
  const attempt = await session.prepare('shell');
  screen.note(say.opens, 0);
  const label = `procs ${ref ?? ''}`.replace(/[^\w .-]/g, '_');
  const left = await operator.lend(() => session.shell(attempt, `[${label}] \\w \\$ `));
  screen.note(say.back, 0);
  if (left === null) {
    screen.warn(say.lost, 0);
    deviate(ctx, frame, ref, 'shell', { reason: say.lost });
    return;
  }
  if (left.changes.length === 0) {
    deviate(ctx, frame, ref, 'shell', { reason: say.unchanged });
    return;
  }
  screen.text(left.changes.join('\n'));
  const keeps = await operator.sure(say.keep);
  if (keeps) session.commit(left);
  deviate(ctx, frame, ref, 'shell', {
    reason: keeps ? say.kept : say.dropped,
    diff: left.changes.join('\n'),
    ...(keeps ? { state: session.state } : {}),
  });
}
