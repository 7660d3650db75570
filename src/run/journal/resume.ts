/** What a journal says of a run so far: what is settled, and what may have run. */
import type { Verdict } from '../../model/index.ts';
import type { Event, JournalRecord } from './record.ts';
import { timesOf } from './times.ts';

type Of<K extends Event['event']> = Extract<JournalRecord, { event: K }>;

export interface Progress {
  readonly start: Of<'run-started'> | null;
  /** The process that carries it, or did last. */
  readonly process: Of<'process'> | null;
  readonly end: Of<'run-ended'> | null;
  /** Steps that are settled and not failed, by {@link key}. */
  readonly steps: ReadonlyMap<string, Of<'step-ended'>>;
  /** Steps that were begun, with the hash that they had. */
  readonly begun: ReadonlyMap<string, Of<'step-started'>>;
  /** Milliseconds that processes have carried the run, and that its stages have taken, by {@link stageKey}. */
  readonly active: number;
  readonly stages: ReadonlyMap<string, number>;
  /** How often each step was begun. */
  readonly attempts: ReadonlyMap<string, number>;
  /** Actions that are settled and not failed. */
  readonly actions: ReadonlyMap<string, Of<'action'>>;
  /** Criteria as last judged, of steps that are settled. */
  readonly criteria: ReadonlyMap<string, Of<'criterion'>>;
  /** Blocks that started and were never settled: they may have run, whole or in part. */
  readonly open: ReadonlyMap<
    string,
    { readonly started: Of<'block-started'>; readonly ended: Of<'block-ended'> | null }
  >;
  /** How blocks last ended, with when they had started. */
  readonly blocks: ReadonlyMap<
    string,
    { readonly ended: Of<'block-ended'>; readonly startedAt: number }
  >;
  /** Blocks that were started in the background, and how they ended; `null`: nobody saw it. */
  readonly backgrounds: ReadonlyMap<
    string,
    { readonly started: Of<'block-started'>; readonly ended: Of<'block-ended'> | null }
  >;
  /** The session's state to go on with. */
  readonly state: string | null;
  /** Its states on other hosts. */
  readonly states: ReadonlyMap<string, string>;
  readonly flows: ReadonlyMap<string, Verdict>;
  /** The flow that ended last, where no step was begun since and the run did not end. A whole run is no such flow. */
  readonly closing: string | null;
  /** What had to be so before the first block, as last told, by {@link key}. */
  readonly prerequisites: ReadonlyMap<string, Of<'prerequisite'>>;
  /** Frames that were entered, whether or not they came to their end. */
  readonly frames: ReadonlySet<string>;
}

export function key(frame: string, ref: string | null, index?: number): string {
  return `${frame}\u0000${ref ?? ''}${index === undefined ? '' : `\u0000${index}`}`;
}

/** A step is begun once more. */
export function countAttempt(
  attempts: Map<string, number>,
  frame: string,
  ref: string | null,
): void {
  const place = key(frame, ref);
  attempts.set(place, (attempts.get(place) ?? 0) + 1);
}

/** Whether a {@link key} is of this step. */
export function isOf(place: string, frame: string, ref: string): boolean {
  const step = key(frame, ref);
  return place === step || place.startsWith(`${step}\u0000`);
}

export function readProgress(records: readonly JournalRecord[]): Progress {
  const steps = new Map<string, Of<'step-ended'>>();
  const begun = new Map<string, Of<'step-started'>>();
  const attempts = new Map<string, number>();
  const actions = new Map<string, Of<'action'>>();
  const criteria = new Map<string, Of<'criterion'>>();
  const open = new Map<string, { started: Of<'block-started'>; ended: Of<'block-ended'> | null }>();
  const flows = new Map<string, Verdict>();
  let closing: string | null = null;
  const prerequisites = new Map<string, Of<'prerequisite'>>();
  const frames = new Set<string>();
  const blocks = new Map<string, { ended: Of<'block-ended'>; startedAt: number }>();
  const backgrounds = new Map<
    string,
    { started: Of<'block-started'>; ended: Of<'block-ended'> | null }
  >();
  let start: Progress['start'] = null;
  let process: Progress['process'] = null;
  let end: Progress['end'] = null;
  let state: string | null = null;
  let states = new Map<string, string>();
  const { active, stages } = timesOf(records);
  for (const record of records) {
    switch (record.event) {
      case 'run-started':
        start = record;
        break;
      case 'process':
        process = record;
        end = null;
        break;
      case 'step-started':
        closing = null;
        begun.set(key(record.frame, record.ref), record);
        countAttempt(attempts, record.frame, record.ref);
        break;
      case 'change-accepted': {
        // What it did stays done; what it says now counts from here on.
        const changed = key(record.frame, record.ref);
        const hash = record.now;
        const [was, ended] = [begun.get(changed), steps.get(changed)];
        if (hash !== null && was !== undefined) begun.set(changed, { ...was, hash });
        if (hash !== null && ended !== undefined) steps.set(changed, { ...ended, hash });
        break;
      }
      case 'block-started': {
        const place = key(record.frame, record.ref, record.action);
        open.set(place, { started: record, ended: null });
        if (record.background === undefined) backgrounds.delete(place);
        else backgrounds.set(place, { started: record, ended: null });
        break;
      }
      case 'block-ended': {
        const place = key(record.frame, record.ref, record.action);
        const behind = backgrounds.get(place);
        if (behind !== undefined) backgrounds.set(place, { ...behind, ended: record });
        const before = open.get(place);
        if (before !== undefined) {
          open.set(place, { started: before.started, ended: record });
          blocks.set(place, { ended: record, startedAt: Date.parse(before.started.at) });
        }
        break;
      }
      case 'action': {
        const place = key(record.frame, record.ref, record.action);
        if (record.verdict === 'failed') actions.delete(place);
        else {
          actions.set(place, record);
          open.delete(place);
        }
        state = record.state ?? state;
        if (record.states !== undefined) states = new Map(Object.entries(record.states));
        break;
      }
      case 'criterion':
        criteria.set(key(record.frame, record.ref, record.index), record);
        break;
      case 'step-ended':
        if (record.verdict === 'failed') steps.delete(key(record.frame, record.ref));
        else steps.set(key(record.frame, record.ref), record);
        break;
      case 'prerequisite':
        prerequisites.set(key(record.frame, null, record.index), record);
        break;
      case 'flow-ended':
        flows.set(record.frame, record.verdict);
        if (record.frame !== 'run') closing = record.frame;
        break;
      case 'run-ended':
        closing = null;
        end = record;
        break;
      case 'flow-started':
        frames.add(record.frame);
        break;
      case 'deviation':
        state = record.state ?? state;
        if (record.states !== undefined) states = new Map(Object.entries(record.states));
        for (const ref of record.reopened) {
          const inside = `${record.frame}/${ref}#`;
          for (const settled of [steps, actions, criteria]) {
            for (const place of [...settled.keys()])
              if (isOf(place, record.frame, ref) || place.startsWith(inside)) settled.delete(place);
          }
        }
        break;
      case 'handed-over':
      case 'taken-over':
      case 'stage-ended':
      case 'filled':
      case 'delivery':
      case 'decision':
      case 'approval':
      case 'document':
      case 'signature':
      case 'tail-cut':
        break;
      default:
        record satisfies never;
    }
  }
  return {
    start,
    process,
    end,
    steps,
    begun,
    attempts,
    active,
    stages,
    actions,
    criteria,
    open,
    blocks,
    backgrounds,
    state,
    states,
    flows,
    closing,
    prerequisites,
    frames,
  };
}
