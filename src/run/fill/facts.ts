/** What the run itself knows and its messages and documents may ask for, out of its journal. */
import type { Verdict } from '../../model/index.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { Words } from '../words/words.ts';

export interface RunFacts {
  readonly run: string;
  readonly procedure: string;
  readonly title: string;
  readonly version: string | null;
  readonly operator: string;
  readonly now: Date;
  /** When the flow that asks was first entered. */
  readonly started: Date;
  /** Who approved, where exactly that was recorded. */
  readonly approvers: readonly string[];
  /** Steps and stages that have ended, in order; of one that ended twice the last time. */
  readonly ended: readonly Ended[];
  /** Values of parameters; secrets are never among them. */
  readonly values: ReadonlyMap<string, string>;
  readonly words: Words;
}

export interface Ended {
  readonly kind: 'step' | 'stage';
  /** `4.3`, or the stage's number. */
  readonly ref: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly startedAt: Date;
  readonly at: Date;
}

/** Steps and stages of a frame and of what it called, as far as the journal goes. */
export function endedIn(records: readonly JournalRecord[], frame: string): Ended[] {
  const ended = new Map<string, Ended>();
  const steps = new Map<string, { title: string; at: Date }>();
  const stages = new Map<string, { title: string; at: Date }>();
  for (const record of records) {
    if (!('frame' in record) || !record.frame.startsWith(frame)) continue;
    const at = new Date(record.at);
    if (record.event === 'flow-started') {
      for (const { number, title } of record.stages ?? [])
        stages.set(`${record.frame} ${number}`, { title, at });
    } else if (record.event === 'step-started') {
      steps.set(`${record.frame} ${record.ref}`, { title: record.title, at });
    } else if (record.event === 'step-ended') {
      const step = steps.get(`${record.frame} ${record.ref}`);
      if (step === undefined || record.ref === null) continue;
      const key = `step ${record.frame} ${record.ref}`;
      ended.delete(key);
      ended.set(key, {
        kind: 'step',
        ref: record.ref,
        title: step.title,
        verdict: record.verdict,
        startedAt: step.at,
        at,
      });
    } else if (record.event === 'stage-ended') {
      const stage = stages.get(`${record.frame} ${record.stage}`);
      const key = `stage ${record.frame} ${record.stage}`;
      ended.delete(key);
      ended.set(key, {
        kind: 'stage',
        ref: String(record.stage),
        title: stage?.title ?? String(record.stage),
        verdict: record.verdict,
        startedAt: new Date(at.getTime() - record.milliseconds),
        at,
      });
    }
  }
  return [...ended.values()];
}

/** When a frame was first entered; `null`: the journal does not say. */
export function startOf(records: readonly JournalRecord[], frame: string): Date | null {
  const record = records.find((each) => each.event === 'flow-started' && each.frame === frame);
  return record === undefined ? null : new Date(record.at);
}
