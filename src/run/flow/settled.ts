/** How an action that runs no block is settled: by a fact, or by a person. */
import { approvalIn } from '../plan/approvals.ts';
import { settleApproval } from './approval.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';

/** Only a person can say. */
export async function attested(ctx: RunContext, question: string): Promise<ActionResult> {
  const attestation = await ctx.operator.attest(question);
  switch (attestation.answer) {
    case 'yes':
      return settled('passed', ctx.words.attest.by(attestation.by), attestation.by);
    case 'no':
      return settled('failed', ctx.words.attest.deniedBy(attestation.by), attestation.by);
    case 'unknown':
      return settled('unverified', ctx.words.attest.nobody, null);
    default:
      return attestation satisfies never;
  }
}

/** Like {@link attested}, for a sentence of the document: an approval is asked for by role and name. */
export async function vouched(
  ctx: RunContext,
  frame: Frame,
  ref: string,
  text: string,
): Promise<ActionResult> {
  const approval = approvalIn(text, frame.procedure);
  if (approval === null) return attested(ctx, text);
  return { ...(await settleApproval(ctx, frame, ref, text, approval)), block: null };
}

/** An action that was settled without a block. */
export function settled(
  verdict: ActionResult['verdict'],
  evidence: string,
  by: string | null,
): ActionResult {
  return { verdict, evidence, by, block: null };
}
