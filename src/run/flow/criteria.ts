/** Criteria of a stage or of the whole procedure: where one is not met, the operator decides. */
import { type Criterion, combineVerdicts, type Stage, type Verdict } from '../../model/index.ts';
import { StopRun } from '../operator/operator.ts';
import { attestedBefore, basisOf } from './attested-before.ts';
import type { Frame, RunContext } from './context.ts';
import { deviate } from './deviations.ts';
import { hostOfCriterion } from './hosts.ts';
import { settleCriterion } from './settle-criterion.ts';
import { atStop, type Place } from './stop-menu.ts';
import type { Go } from './walk.ts';

export interface CriteriaEnd {
  readonly verdict: Verdict;
  /** Where the flow goes on instead. */
  readonly go: Go | null;
}

/** `stage`: whose criteria they are; `null`: those of the procedure as a whole. */
export async function settleCriteria(
  ctx: RunContext,
  frame: Frame,
  stage: Stage | null,
  criteria: readonly Criterion[],
  place: Place,
): Promise<CriteriaEnd> {
  const ref = stage === null ? null : `stage ${stage.number}`;
  const say = ctx.words.gates.rollback;
  for (;;) {
    const verdicts: Verdict[] = [];
    const basis = basisOf(ctx, frame, stage, criteria, place.steps);
    for (const [index, criterion] of criteria.entries()) {
      const before = attestedBefore(ctx, frame, ref, index, criterion, basis);
      if (before !== null) ctx.screen.criterion(criterion, before.verdict, before.evidence);
      const { verdict } =
        before ?? (await settleCriterion(ctx, frame, ref, index, criterion, null, basis));
      verdicts.push(verdict);
    }
    if (!verdicts.includes('failed')) return { verdict: combineVerdicts(verdicts), go: null };
    if (ctx.interrupts.pending && (ctx.interrupts.final || !ctx.operator.attended))
      throw new StopRun(130, say.stopped);
    ctx.interrupts.clear();
    const decision = await atStop(ctx, frame, {
      ...place,
      kind: 'criteria',
      question: stage === null ? say.criteriaOfAll : say.criteria(stage.number),
      stopped: say.stopped,
      ref,
      step: null,
      host: hostOfCriterion(ctx, frame, criteria[verdicts.indexOf('failed')]!),
      action: null,
      criteria: true,
    });
    switch (decision.kind) {
      case 'skip':
        for (const [index, { text }] of criteria.entries()) {
          if (verdicts[index] !== 'failed') continue;
          deviate(ctx, frame, ref, 'skipped', { reason: `${text}: ${decision.reason}` });
        }
        // What is not met is not met: nobody may take it for passed.
        return { verdict: 'unverified', go: null };
      case 'go':
        return { verdict: 'unverified', go: decision };
      case 'give-up':
        return { verdict: 'failed', go: null };
      case 'retry':
      case 'check':
      case 'edited':
      case 'by-hand':
        break;
      default:
        decision satisfies never;
    }
  }
}
