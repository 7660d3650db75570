/** Waits for an attempt that runs: it ends by itself, in its time, or because somebody wants it to. */
import type { AttemptOptions } from './attempt.ts';
import type { Ending } from './outcome.ts';
import type { Running } from './place.ts';

/** `timeout` and `grace`: milliseconds; `null`: as long as it takes. */
export async function untilEnded(
  running: Running,
  timeout: number | null,
  grace: number,
  { interrupt: stop, kill }: AttemptOptions,
): Promise<{ ending: Ending; notes: readonly string[] }> {
  let cause: Ending | null = null;
  let stubborn: Promise<readonly string[]> = Promise.resolve([]);
  const end = (why: Ending) => {
    if (cause !== null) return;
    cause = why;
    stubborn = running.end(grace, kill);
  };
  const interrupt = () => end({ kind: 'interrupted' });
  const timer =
    timeout === null
      ? undefined
      : setTimeout(() => end({ kind: 'timed-out', after: timeout }), timeout);
  stop?.addEventListener('abort', interrupt, { once: true });
  if (stop?.aborted === true) interrupt();
  const exit = await running.exit;
  clearTimeout(timer);
  stop?.removeEventListener('abort', interrupt);
  const notes = await stubborn;
  // What is not known to have ended did not end for the runner's sake.
  const known = exit.kind !== 'not-started' && exit.kind !== 'lost';
  return {
    ending: known ? (cause ?? exit) : exit,
    notes: [...notes, ...(running.notes?.() ?? [])],
  };
}
