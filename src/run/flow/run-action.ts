/** Carries out one action of a step, whatever its kind, and says how that ended. */
import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type {
  Action,
  ChecklistAction,
  DocumentAction,
  MessageAction,
  Step,
} from '../../model/index.ts';
import { fillHoles } from '../plan/holes.ts';
import { callProcedure } from './call.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { knownFields } from './fields.ts';
import { probeOf } from './probe.ts';
import { runBlock, runScript } from './run-block.ts';
import { attested, settled } from './settled.ts';

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
      return runChecklist(ctx, action);
    case 'message':
      return sendMessage(ctx, frame, action);
    case 'document':
      return writeDocument(ctx, frame, action);
    case 'call':
      return callProcedure(ctx, frame, step, index, action);
    case 'instruction':
      ctx.screen.lead(action.lead);
      ctx.screen.text(action.text);
      return attested(ctx, 'Done?');
    case 'listing':
      ctx.screen.lead(action.lead);
      ctx.screen.note(
        `shown in the document, line ${action.span.line}${action.reason === null ? '' : ` (${action.reason})`}`,
      );
      return null;
    default:
      return action satisfies never;
  }
}

/** In a word, for the line of its verdict. */
export function actionName(action: Action): string {
  switch (action.kind) {
    case 'run':
      return `block on line ${action.codeSpan.line}`;
    case 'script':
      return action.path === null
        ? `script on line ${action.codeSpan.line}`
        : `script ${action.path}`;
    case 'checklist':
      return 'checklist';
    case 'message':
      return action.channel === null ? 'message' : `message to ${action.channel}`;
    case 'document':
      return action.path === null ? 'document' : `document ${action.path}`;
    case 'call':
      return `procedure ${action.target}`;
    case 'instruction':
      return 'instruction';
    case 'listing':
      return 'listing';
    default:
      return action satisfies never;
  }
}

async function runChecklist(ctx: RunContext, action: ChecklistAction): Promise<ActionResult> {
  ctx.screen.lead(action.lead);
  let open = 0;
  let by: string | null = null;
  for (const { text } of action.items) {
    const result = await attested(ctx, text);
    ctx.screen.judged(result.verdict, text, result.evidence);
    if (result.verdict === 'failed')
      return { ...result, evidence: `"${text}": ${result.evidence}` };
    if (result.verdict === 'unverified') open += 1;
    by = result.by ?? by;
  }
  if (open > 0)
    return settled(
      'unverified',
      `${open} of ${action.items.length} items were confirmed by nobody`,
      null,
    );
  return settled('passed', `all ${action.items.length} items confirmed by ${by}`, by);
}

async function sendMessage(
  ctx: RunContext,
  frame: Frame,
  action: MessageAction,
): Promise<ActionResult> {
  const { text, open } = fillHoles(
    action.template,
    action.holes,
    knownFields(ctx, frame, action.holes),
  );
  ctx.screen.lead(action.lead);
  ctx.screen.text(text);
  if (open.length > 0) ctx.screen.warn(`still to be filled in: ${open.join(', ')}`);
  return attested(
    ctx,
    `Was this message sent${action.channel === null ? '' : ` to ${action.channel}`}?`,
  );
}

async function writeDocument(
  ctx: RunContext,
  frame: Frame,
  action: DocumentAction,
): Promise<ActionResult> {
  const { screen, operator } = ctx;
  const content = fillHoles(action.template, action.holes, knownFields(ctx, frame, action.holes));
  const path =
    action.path === null
      ? null
      : fillHoles(action.path, action.pathHoles, knownFields(ctx, frame, action.pathHoles));
  screen.lead(action.lead);
  screen.text(content.text);
  if (path === null || path.open.length > 0) {
    screen.warn(
      path === null
        ? 'the document does not say where to write this'
        : `its path is not known: ${path.open.join(', ')}`,
    );
    return attested(ctx, 'Was this written down?');
  }
  const { outcome, out } = await probeOf(ctx, frame)('printf %s "$PWD"', null);
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0)
    return settled('failed', 'the session has no directory to write it in', null);
  const file = isAbsolute(path.text) ? path.text : join(out, path.text);
  const there = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (there && !operator.attended)
    return settled('unverified', `${file} is there already and was not overwritten`, null);
  if (
    !(await operator.confirm(there ? `${file} is there already. Overwrite it?` : `Write ${file}?`))
  ) {
    return settled('unverified', `${file} was not written`, null);
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content.text.endsWith('\n') ? content.text : `${content.text}\n`, {
      flag: there ? 'w' : 'wx',
    });
  } catch (error) {
    return settled('failed', `${file} could not be written: ${(error as Error).message}`, null);
  }
  if (content.open.length === 0) return settled('passed', `${file} was written`, null);
  const question = `${file} was written; still to be filled in: ${content.open.join(', ')}. Is it complete now?`;
  const result = await attested(ctx, question);
  return result.verdict === 'passed'
    ? result
    : {
        ...result,
        evidence: `${file} was written, and still has ${content.open.length} fields to be filled in`,
      };
}
