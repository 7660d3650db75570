/** How long a run and its stages have taken, over all the processes that carried it: what lay between them is no work. */
import type { JournalRecord } from './record.ts';

export interface Times {
  /** Milliseconds. */
  readonly active: number;
  /** Milliseconds, by {@link stageKey}. */
  readonly stages: ReadonlyMap<string, number>;
}

export function stageKey(frame: string, stage: number): string {
  return `${frame}\u0000${stage}`;
}

export function timesOf(records: readonly JournalRecord[]): Times {
  const stages = new Map<string, number>();
  /** Steps on their way: their stage, and when they began. */
  const open = new Map<string, { stage: string; at: number }>();
  let active = 0;
  let since: number | null = null;
  let last = 0;
  const end = (place: string, at: number): void => {
    const step = open.get(place);
    if (step === undefined) return;
    open.delete(place);
    stages.set(step.stage, (stages.get(step.stage) ?? 0) + Math.max(0, at - step.at));
  };
  const stop = (): void => {
    if (since !== null) active += Math.max(0, last - since);
    for (const place of [...open.keys()]) end(place, last);
  };
  for (const record of records) {
    const at = Date.parse(record.at);
    if (record.event === 'process') {
      stop();
      since = at;
    } else if (record.event === 'step-started' && record.stage !== undefined) {
      const stage = stageKey(record.frame, record.stage);
      open.set(`${record.frame}\u0000${record.ref}`, { stage, at });
    } else if (record.event === 'step-ended') end(`${record.frame}\u0000${record.ref}`, at);
    last = at;
  }
  stop();
  return { active, stages };
}
