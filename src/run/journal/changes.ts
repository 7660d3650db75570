/** How the documents of a run that was cut off differ now from what it followed, step by step. */
import { createTwoFilesPatch } from 'diff';
import type { Verdict } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { followedDocument, type KeptStep, keptFlows, stepsOf } from './documents.ts';
import { key } from './resume.ts';
import type { StoredRun } from './store.ts';

export interface StepChange {
  readonly path: string;
  readonly frame: string;
  readonly ref: string;
  readonly title: string;
  readonly kind: 'changed' | 'gone' | 'added';
  /** What the run has done of it: `null` where it has not begun. */
  readonly done: Verdict | 'begun' | null;
  /** Hash of what it said when it began. */
  readonly before: string | null;
  readonly now: string | null;
  /** Lines of a unified diff; `null`: what it said before was not kept. */
  readonly diff: readonly string[] | null;
}

/** Of every flow that has begun and is not over, by the procedures as `find` has them now. */
export function changesSince(
  { directory, records, progress }: StoredRun,
  find: (procedure: string) => CompiledDocument | null,
  redact: (text: string) => string,
): StepChange[] {
  const frames = new Map<string, { procedure: string; flow: string }>();
  for (const record of records) {
    if (record.event === 'flow-started') frames.set(record.frame, record);
    if (record.event === 'flow-ended' && record.frame !== 'run') frames.delete(record.frame);
  }
  return [...frames].flatMap(([frame, { procedure, flow }]) => {
    const document = find(procedure);
    if (document === null) return [];
    const followed = followedDocument(records, procedure);
    if (followed?.hash === document.hash) return [];
    const kept = followed === null ? null : (keptFlows(directory, followed.hash)?.[flow] ?? null);
    const now = new Map((stepsOf(document, redact)[flow] ?? []).map((step) => [step.ref, step]));
    const then = new Map((kept ?? []).map((step) => [step.ref, step]));
    const begun = [...progress.begun.values()].filter((each) => each.frame === frame);
    const refs = new Set([
      ...begun.flatMap(({ ref }) => ref ?? []),
      ...then.keys(),
      ...(kept === null ? [] : now.keys()),
    ]);
    return [...refs].flatMap((ref): StepChange[] => {
      const started = progress.begun.get(key(frame, ref));
      const old = then.get(ref) ?? null;
      const today = now.get(ref) ?? null;
      const before = started?.hash ?? old?.hash ?? null;
      if (before === (today?.hash ?? null)) return [];
      return [
        {
          path: document.path,
          frame,
          ref,
          title: today?.title ?? old?.title ?? started?.title ?? '',
          kind: today === null ? 'gone' : before === null ? 'added' : 'changed',
          done:
            started === undefined
              ? null
              : (progress.steps.get(key(frame, ref))?.verdict ?? 'begun'),
          before,
          now: today?.hash ?? null,
          diff: old === null && before !== null ? null : diffOf(old, today),
        },
      ];
    });
  });
}

function diffOf(before: KeptStep | null, now: KeptStep | null): string[] {
  const text = (step: KeptStep | null): string => (step === null ? '' : `${step.text}\n`);
  return createTwoFilesPatch('before', 'now', text(before), text(now), '', '', { context: 2 })
    .split('\n')
    .slice(4)
    .filter((line) => line !== '' && !line.startsWith('\\'));
}
