/** Carries out one action of a step, whatever its kind, and says how that ended. */
import type { Action, ChecklistAction, Step } from '../../model/index.ts';
import { approvalIn } from '../plan/approvals.ts';
import type { Words } from '../words/words.ts';
import { callProcedure } from './call.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { runBlock, runScript } from './run-block.ts';
import { sendMessage } from './send-message.ts';
import { attested, settled, vouched } from './settled.ts';
import { writeDocument } from './write-document.ts';

/** `null`: the action is only shown, and asks nothing of anybody. */
export async function runAction(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult | null> {
  const action = step.actions[index]!;
  switch (action.kind) {
    case 'run':
      return runBlock(ctx, frame, step, index);
    case 'script':
      return runScript(ctx, frame, step, index);
    case 'checklist':
      return runChecklist(ctx, frame, step, action);
    case 'message':
      return sendMessage(ctx, frame, step, index);
    case 'document':
      return writeDocument(ctx, frame, step, index);
    case 'call':
      return callProcedure(ctx, frame, step, index, action);
    case 'instruction':
      ctx.screen.lead(action.lead);
      ctx.screen.text(action.text);
      return approvalIn(action.text, frame.procedure) === null
        ? attested(ctx, ctx.words.attest.done)
        : vouched(ctx, frame, step.ref, action.text);
    case 'listing':
      ctx.screen.lead(action.lead);
      ctx.screen.note(ctx.words.actions.shownAt(action.span.line, ctx.words.listing(action)));
      return null;
    default:
      return action satisfies never;
  }
}

/** In a word, for the line of its verdict. */
export function actionName(action: Action, { actions: say }: Words): string {
  switch (action.kind) {
    case 'run':
      return say.block(action.codeSpan.line);
    case 'script':
      return action.path === null ? say.scriptAt(action.codeSpan.line) : say.script(action.path);
    case 'checklist':
      return say.checklist;
    case 'message':
      return action.channel === null ? say.message : say.messageTo(action.channel);
    case 'document':
      return action.path === null ? say.document : say.documentAt(action.path);
    case 'call':
      return say.procedure(action.target);
    case 'instruction':
      return say.instruction;
    case 'listing':
      return say.listing;
    default:
      return action satisfies never;
  }
}

async function runChecklist(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  action: ChecklistAction,
): Promise<ActionResult> {
  ctx.screen.lead(action.lead);
  let open = 0;
  let by: string | null = null;
  for (const { text } of action.items) {
    const result = await vouched(ctx, frame, step.ref, text);
    ctx.screen.judged(result.verdict, text, result.evidence);
    if (result.verdict === 'failed')
      return { ...result, evidence: `"${text}": ${result.evidence}` };
    if (result.verdict === 'unverified') open += 1;
    by = result.by ?? by;
  }
  if (open > 0)
    return settled('unverified', ctx.words.checklist.open(open, action.items.length), null);
  return settled('passed', ctx.words.checklist.all(action.items.length, by ?? ''), by);
}
