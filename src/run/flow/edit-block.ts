/** Edit and run: the operator changes a copy of a block, which then is what the step runs. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Procedure, RunAction, Step } from '../../model/index.ts';
import { secretNames } from '../plan/parameters.ts';
import { askForValues } from './ask-values.ts';
import type { Frame, RunContext } from './context.ts';
import { deviate } from './deviations.ts';
import type { Decision } from './stop-menu.ts';

/** What the operator wrote and could not be run, to go on from: their work is not lost. */
const drafts = new WeakMap<object, Map<string, string>>();

/** `null`: nothing was changed, or it cannot be run. */
export async function editBlock(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<Extract<Decision, { kind: 'edited' }> | null> {
  const { screen, words, operator } = ctx;
  const say = words.edit;
  const document = ctx.workspace.documents.find(({ path }) => path === frame.procedure.source.path);
  const action = step.actions[index] as RunAction;
  if (document === undefined) return null;
  const written = rawBlock(document.text, action);
  const own = drafts.get(ctx) ?? new Map<string, string>();
  drafts.set(ctx, own);
  const place = `${frame.id} ${step.ref} ${index}`;
  const file = join(
    ctx.journal.directory,
    'blocks',
    `edit-${step.ref.replace(/[^\w.-]/g, '_')}.sh`,
  );
  const start = `${heading(ctx, frame, action)}${own.get(place) ?? written}\n`;
  await writeFile(file, start, { mode: 0o600 });
  if (!(await operator.edit(file))) {
    screen.warn(say.noEditor, 0);
    return null;
  }
  const edited = withoutHeading(await readFile(file, 'utf8'));
  if (edited === written || edited.trim() === '') {
    own.delete(place);
    screen.note(say.unchanged, 0);
    return null;
  }
  own.set(place, edited);
  const diff = patch(written, edited, say);
  screen.diff(diff);
  const procedure = ctx.settings.compile(document.path, withBlock(document.text, action, edited));
  const copy = stepOf(procedure, frame, step);
  const block = copy?.actions[index];
  if (copy === null || copy.actions.length !== step.actions.length || block?.kind !== 'run') {
    screen.warn(say.noBlock, 0);
    return null;
  }
  if (block.syntaxError !== null) {
    screen.warn(say.syntax(block.syntaxError.span.line, block.syntaxError.text), 0);
    return null;
  }
  const values = await askForValues(ctx, frame, procedure, block);
  if (!(await operator.sure(say.run))) return null;
  deviate(ctx, frame, step.ref, 'edited', { action: index, diff });
  return { kind: 'edited', step: copy, values };
}

/** The block's lines as they stand in the document, without their indentation. */
function rawBlock(text: string, { codeSpan }: RunAction): string {
  const lines = text.split('\n').slice(codeSpan.line - 1, codeSpan.endLine);
  const indent = indentOf(lines[0] ?? '', codeSpan.column);
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .map((line) => line.replace(/\r$/, ''))
    .join('\n');
}

function withBlock(text: string, { codeSpan }: RunAction, code: string): string {
  const lines = text.split('\n');
  const indent = indentOf(lines[codeSpan.line - 1] ?? '', codeSpan.column);
  const block = code.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
  lines.splice(codeSpan.line - 1, codeSpan.endLine - codeSpan.line + 1, ...block);
  return lines.join('\n');
}

function indentOf(line: string, column: number): string {
  return /^[\s>]*$/.test(line.slice(0, column - 1)) ? line.slice(0, column - 1) : '';
}

const MARK = '# procs: ';

function heading({ words }: RunContext, frame: Frame, action: RunAction): string {
  const secret = secretNames(frame.procedure);
  const known = action.holes
    .map(({ parameter }) => parameter)
    .filter((name, at, all) => all.indexOf(name) === at)
    .flatMap((name) => {
      const value = frame.values.get(name);
      if (value === undefined) return [];
      return [words.edit.value(name, secret.has(name) ? words.plan.secret : JSON.stringify(value))];
    });
  return [...words.edit.heading, ...known].map((line) => `${MARK}${line}\n`).join('');
}

function withoutHeading(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .filter((line) => !line.startsWith(MARK))
    .join('\n')
    .replace(/\n+$/, '');
}

function patch(before: string, after: string, say: RunContext['words']['edit']): string {
  return createTwoFilesPatch(say.before, say.after, `${before}\n`, `${after}\n`)
    .split('\n')
    .filter((line) => !/^(?:=+|\\ )/.test(line))
    .join('\n')
    .trimEnd();
}

function stepOf(procedure: Procedure, { flow }: Frame, { ref }: Step): Step | null {
  const stages = procedure.flows.find(({ id }) => id === flow)?.stages ?? [];
  return stages.flatMap(({ steps }) => steps).find((step) => step.ref === ref) ?? null;
}
