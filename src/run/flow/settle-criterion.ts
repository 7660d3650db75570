/** Judges one criterion: by its check, else by a person. */
import type { Criterion, Step } from '../../model/index.ts';
import { type JudgedBlock, judgeCheck } from '../judge/judge.ts';
import { approvalIn } from '../plan/approvals.ts';
import type { Words } from '../words/words.ts';
import { settleApproval } from './approval.ts';
import type { Basis } from './attested-before.ts';
import type { ActionResult, Frame, RunContext, Settled } from './context.ts';
import { hostOfCriterion } from './hosts.ts';
import { probeOf } from './probe.ts';

/** Judges a criterion by its check, or by a person where there is none, or none that could be carried out. */
export async function settleCriterion(
  ctx: RunContext,
  frame: Frame,
  ref: string | null,
  index: number,
  criterion: Criterion,
  block: JudgedBlock | null,
  basis?: Basis,
): Promise<Settled> {
  let result: Settled = {
    verdict: 'unverified',
    evidence: ctx.words.attest.nobody,
    by: null,
  };
  if (criterion.check !== null) {
    const host = block === null ? hostOfCriterion(ctx, frame, criterion) : block.outcome.host;
    result = {
      ...(await judgeCheck(criterion.check, block, probeOf(ctx, frame, host), ctx.words.judge)),
      by: null,
    };
  }
  const approval = criterion.check === null ? approvalIn(criterion.text, frame.procedure) : null;
  if (approval !== null) {
    result = await settleApproval(ctx, frame, ref, criterion.text, approval);
  } else if (result.verdict === 'unverified') {
    const why = criterion.check === null ? null : result.evidence;
    const attestation = await ctx.operator.attest(ctx.words.attest.holds(criterion.text, why));
    if (attestation.answer !== 'unknown') {
      const yes = attestation.answer === 'yes';
      result = {
        verdict: yes ? 'passed' : 'failed',
        evidence: (yes ? ctx.words.attest.by : ctx.words.attest.deniedBy)(attestation.by),
        by: attestation.by,
      };
    }
  }
  recordCriterion(ctx, frame, ref, index, criterion, result, basis);
  return result;
}

/** Writes down and shows how a criterion was settled. */
export function recordCriterion(
  ctx: RunContext,
  frame: Frame,
  ref: string | null,
  index: number,
  criterion: Criterion,
  result: Settled,
  basis?: Basis,
): void {
  const { text, origin, rule } = criterion;
  ctx.journal.append({
    event: 'criterion',
    frame: frame.id,
    ref,
    index,
    text,
    origin,
    rule,
    ...result,
    ...(basis === undefined ? {} : { basis }),
  });
  ctx.screen.criterion(criterion, result.verdict, how(criterion, result, ctx.words));
}

/** The block that a criterion speaks of: the one that it names, else the last of the step. */
export function blockOf(
  criterion: Criterion,
  results: ReadonlyMap<number, ActionResult>,
): JudgedBlock | null {
  if (criterion.action !== null) return results.get(criterion.action)?.block ?? null;
  const blocks = [...results.values()].flatMap(({ block }) => (block === null ? [] : [block]));
  if (criterion.check?.kind === 'command') {
    const { line } = criterion.check;
    return (
      blocks.find(
        ({ placed }) => line >= placed.line && line < placed.line + placed.code.split('\n').length,
      ) ?? null
    );
  }
  return blocks.at(-1) ?? null;
}

/** The action that has to run again for a criterion to be met. */
export function actionBehind(criterion: Criterion, step: Step): number {
  const first = step.actions.findIndex(({ kind }) => kind === 'run');
  return criterion.action ?? Math.max(0, first);
}

function how(criterion: Criterion, result: Settled, { attest }: Words): string {
  if (result.by !== null || criterion.check === null) return result.evidence;
  return criterion.origin === 'inferred'
    ? attest.inferred(criterion.rule ?? '', result.evidence)
    : attest.declared(result.evidence);
}
