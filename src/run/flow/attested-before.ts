/** What a person said at the end of a stage before the run was resumed: it counts while what it was said of is the same. */
import type { Criterion, Stage } from '../../model/index.ts';
import { sha256 } from '../journal/chain.ts';
import type { JournalRecord } from '../journal/record.ts';
import { key } from '../journal/resume.ts';
import { approvalIn } from '../plan/approvals.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Frame, RunContext, Settled } from './context.ts';

type Recorded = Extract<JournalRecord, { event: 'criterion' }>;
export type Basis = NonNullable<Recorded['basis']>;

/** What criteria are said of. `stage`: `null` for those of the whole. */
export function basisOf(
  ctx: RunContext,
  frame: Frame,
  stage: Stage | null,
  criteria: readonly Criterion[],
  steps: readonly PlannedStep[],
): Basis {
  const own = steps.filter((each) => stage === null || each.stage === stage);
  const attempts = own.map(({ step }) => ctx.attempts.get(key(frame.id, step.ref)) ?? 0);
  return {
    section: sha256(
      JSON.stringify([criteria.map(({ text }) => text), own.map(({ hash }) => hash)]),
    ),
    attempts: attempts.reduce((sum, each) => sum + each, 0),
    hash: frame.procedure.source.hash,
  };
}

/** `null`: nobody has said it, or it has to be said again; then the screen says why. */
export function attestedBefore(
  ctx: RunContext,
  frame: Frame,
  ref: string | null,
  index: number,
  criterion: Criterion,
  now: Basis,
): Settled | null {
  const before = ctx.progress.criteria.get(key(frame.id, ref, index));
  if (before?.verdict !== 'passed' || before.by === null) return null;
  const { basis, by, evidence } = before;
  if (basis === undefined || before.text !== ctx.settings.redact(criterion.text)) return null;
  const { attest, actions } = ctx.words;
  const isApproval = approvalIn(criterion.text, frame.procedure) !== null;
  const why =
    basis.section !== now.section || (isApproval && basis.hash !== now.hash)
      ? attest.againEdited(by)
      : basis.attempts !== now.attempts
        ? attest.againRun(by)
        : null;
  if (why === null) return { verdict: 'passed', evidence: actions.earlier(evidence), by };
  ctx.screen.note(why);
  return null;
}
