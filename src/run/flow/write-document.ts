/** A document that a procedure asks for: filled from the run, and written where it says. */
import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { DocumentAction, Step } from '../../model/index.ts';
import { fillPath, fillTemplate } from '../fill/fill.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { probeOf } from './probe.ts';
import { attested, settled } from './settled.ts';

export async function writeDocument(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult> {
  const action = step.actions[index] as DocumentAction;
  const { screen, operator, words } = ctx;
  const say = words.document;
  screen.lead(action.lead);
  const content = await fillTemplate(ctx, frame, { ref: step.ref, index }, action);
  const path = action.path === null ? null : fillPath(ctx, frame, action.path, action.pathHoles);
  screen.text(content.text);
  if (path === null || path.open.length > 0) {
    screen.warn(path === null ? say.nowhere : say.noPath(path.open.join(', ')));
    return attested(ctx, say.writtenDown);
  }
  const { outcome, out } = await probeOf(ctx, frame)('printf %s "$PWD"', null);
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0)
    return settled('failed', say.noDirectory, null);
  const file = isAbsolute(path.text) ? path.text : join(out, path.text);
  const there = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (there && !operator.attended) return settled('unverified', say.kept(file), null);
  if (!(await operator.confirm(there ? say.overwrite(file) : say.write(file))))
    return settled('unverified', say.notWritten(file), null);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, ctx.settings.redact(ended(content.text)), { flag: there ? 'w' : 'wx' });
  } catch (error) {
    return settled('failed', say.cannotWrite(file, (error as Error).message), null);
  }
  if (content.open.length === 0) return settled('passed', say.written(file), null);
  const names = content.open.join(', ');
  const result = await attested(ctx, say.complete(file, names));
  return result.verdict === 'passed'
    ? result
    : { ...result, evidence: say.incomplete(file, names) };
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
