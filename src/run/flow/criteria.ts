/** Criteria of a stage or of the whole procedure: where one is not met, the operator decides. */
import { type Criterion, combineVerdicts, type Stage, type Verdict } from '../../model/index.ts';
import { StopRun } from '../operator/operator.ts';
import type { Frame, RunContext } from './context.ts';
import { rollsBackAlone } from './rollback.ts';
import { settleCriterion } from './run-step.ts';

/** `stage`: whose criteria they are; `null`: those of the procedure as a whole. */
export async function settleCriteria(
  ctx: RunContext,
  frame: Frame,
  stage: Stage | null,
  criteria: readonly Criterion[],
  goBack: (() => Promise<Verdict>) | null,
): Promise<Verdict> {
  const ref = stage === null ? null : `stage ${stage.number}`;
  const say = ctx.words.gates.rollback;
  for (;;) {
    const verdicts: Verdict[] = [];
    for (const [index, criterion] of criteria.entries())
      verdicts.push((await settleCriterion(ctx, frame, ref, index, criterion, null)).verdict);
    if (!verdicts.includes('failed')) return combineVerdicts(verdicts);
    const choice = await ctx.operator.choose(
      stage === null ? say.criteriaOfAll : say.criteria(stage.number),
      [
        { key: 'c', label: say.checkAgain },
        ...(goBack === null ? [] : [{ key: 'b', label: say.offer }]),
        { key: 's', label: say.stop },
        { key: 'f', label: say.end },
      ],
      goBack !== null && rollsBackAlone(ctx, frame) ? 'b' : 'f',
    );
    ctx.journal.append({
      event: 'decision',
      frame: frame.id,
      ref,
      choice: `criteria:${choice}`,
      reason: null,
      by: ctx.settings.operatorName,
    });
    if (choice === 's') throw new StopRun(4, say.stopped);
    if (choice === 'b') await goBack!();
    if (choice !== 'c') return 'failed';
  }
}
