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
  const { screen, operator } = ctx;
  screen.lead(action.lead);
  const content = await fillTemplate(ctx, frame, { ref: step.ref, index }, action);
  const path = action.path === null ? null : fillPath(ctx, frame, action.path, action.pathHoles);
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
  )
    return settled('unverified', `${file} was not written`, null);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, ctx.settings.redact(ended(content.text)), { flag: there ? 'w' : 'wx' });
  } catch (error) {
    return settled('failed', `${file} could not be written: ${(error as Error).message}`, null);
  }
  if (content.open.length === 0) return settled('passed', `${file} was written`, null);
  const result = await attested(
    ctx,
    `${file} was written; still to be filled in: ${content.open.join(', ')}. Is it complete now?`,
  );
  return result.verdict === 'passed'
    ? result
    : {
        ...result,
        evidence: `${file} was written, and is still to be filled in: ${content.open.join(', ')}`,
      };
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
