/** A shell for the operator in the middle of a run, where its session is, and whether what it leaves becomes the session's. */
import { ConnectionFailure } from '../session/remote/failure.ts';
import type { Session } from '../session/session.ts';
import type { Frame, RunContext } from './context.ts';
import { deviate } from './deviations.ts';
import type { Stop } from './stop-menu.ts';

export async function openShell(
  ctx: RunContext,
  frame: Frame,
  { ref, host, entered = false }: Pick<Stop, 'ref' | 'host' | 'entered'>,
): Promise<void> {
  const { screen, session, operator } = ctx;
  const say = ctx.words.shell;
  const attempt = await session.prepare('shell');
  screen.note(host === null ? say.opens : say.opensOn(host), 0);
  const label = ['procs', ref, host].filter((part) => part !== null).join(' ');
  const prompt = `[${label.replace(/[^\w .-]/g, '_')}] \\w \\$ `;
  let left: Awaited<ReturnType<Session['shell']>>;
  try {
    left = await operator.lend(() => session.shell(host, attempt, prompt));
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    const reason = say.gone(error.message);
    screen.warn(reason, 0);
    deviate(ctx, frame, ref, 'shell', { reason });
    return;
  }
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
  if (host !== null && entered) screen.warn(say.newLogin(host), 0);
  const keeps = await operator.sure(say.keep);
  if (keeps) session.commit(left);
  deviate(ctx, frame, ref, 'shell', {
    reason: keeps ? say.kept : say.dropped,
    diff: left.changes.join('\n'),
    ...(!keeps ? {} : host === null ? { state: session.state } : { states: session.states }),
  });
}
