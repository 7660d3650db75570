/** A fence in a step's body: what it is follows from its language, its attributes and the words above it. */
import type { Code } from 'mdast';
import type { RunAction, ScriptAction } from '../model/index.ts';
import { type Fence, readFence } from '../parse/fence.ts';
import { compileBlock, isShell } from './blocks.ts';
import { isNotice } from './body-labels.ts';
import type { BodyState } from './body-state.ts';
import { toHoles } from './body-text.ts';
import { calledInComments } from './calls.ts';
import { isConditional } from './conditions.ts';
import { readPredicate } from './criteria/declared.ts';
import { type AnnouncedFile, writesFile } from './files.ts';
import type { LabelKind } from './labels.ts';
import { listingOf } from './listings.ts';
import { readPrompts } from './prompts.ts';

export function readCode(node: Code, state: BodyState): void {
  const fence = readFence(node, state.context.lines);
  const { expecting, file } = state;
  state.file = null;
  // Of several ways all the blocks in a row are meant, not only the first.
  state.expecting = expecting === 'alternative' ? expecting : null;
  if (fence.attributes.has('check') && isShell(fence.language)) {
    readCheck(fence, state);
    return;
  }
  const announced = fence.attributes.has('run') ? null : expecting;
  if (announced === 'expected-output' && readExpected(fence, state)) return;
  if (announced === 'criterion' && !isShell(fence.language)) {
    state.output(fence.code, fence.span, 'output-fence');
    return;
  }
  if (announced === 'example' || announced === 'forbidden') {
    state.actions.push(listingOf(fence, state.lead, announced));
    return;
  }
  if (isShell(fence.language)) readShell(fence, announced, file, state);
  else if (state.shown !== null) state.actions.push(listingOf(fence, state.lead, state.shown));
  else readText(fence, expecting, state);
}

/** Of a session below 'Expected output:', what it prints; a session that shows another command is a listing. */
function readExpected(fence: Fence, state: BodyState): boolean {
  const prompts = readPrompts(fence.code);
  if (prompts === null) {
    state.output(fence.code, fence.span, 'output-fence');
    return true;
  }
  if (!state.actions.some(({ kind }) => kind === 'run')) {
    // With nothing before it that would print this, it says both what to run and what that prints.
    return false;
  }
  if (prompts.output !== null) state.output(prompts.output, fence.span, 'output-fence');
  else state.actions.push(listingOf(fence, state.lead, 'example'));
  return true;
}

function readShell(
  fence: Fence,
  announced: LabelKind | null,
  file: AnnouncedFile | null,
  state: BodyState,
): void {
  const { lines, isId, parameters, findings, analyses } = state.context;
  const target = state.shown === null ? calledInComments(fence.code, isId) : null;
  if (target !== null) {
    state.actions.push({
      kind: 'call',
      span: fence.span,
      lead: state.lead,
      target,
      because: 'call-comment',
    });
    return;
  }
  const block = compileBlock(fence, state.lead, state.shown, lines);
  const isFile =
    file !== null &&
    block.action.kind === 'run' &&
    !fence.attributes.has('run') &&
    !writesFile(fence.code, file);
  const action = isFile ? toScript(block.action as RunAction, file.path, state) : block.action;
  state.actions.push(action);
  parameters.push(...block.parameters);
  findings.push(...block.findings);
  if (block.analysis !== null) analyses.set(action, block.analysis);
  if (block.output !== null) state.output(block.output, fence.span, 'prompt-output');
  const mustBeAsked = announced === 'alternative' || state.asked || isConditional(state.lead);
  if (mustBeAsked && action.kind === 'run' && !fence.attributes.has('run'))
    action.expects.run = 'ask';
}

/** The file that the words above announced: a listing of it, and no document to be written from a template. */
function toScript(block: RunAction, path: string | null, state: BodyState): ScriptAction {
  state.document = null;
  return { ...block, kind: 'script', path, because: 'announced-file' };
}

/** Messages, documents to write, the text of a notice; everything else is shown. */
function readText(fence: Fence, expecting: LabelKind | null, state: BodyState): void {
  const isText =
    fence.language === null || /^(text|txt|plaintext|markdown|md)$/.test(fence.language);
  if (expecting === 'message' && isText) {
    state.actions.push({
      kind: 'message',
      span: fence.span,
      lead: state.lead,
      because: 'message-label',
      channel: state.channel,
      template: fence.code,
      codeSpan: fence.codeSpan,
      holes: toHoles(fence.code),
    });
    state.channel = null;
    return;
  }
  const isPath = /^\S+\.\w+$/.test(fence.code.trim());
  if (expecting === 'document' && state.document && isText && isPath) {
    state.document.path = fence.code.trim();
    state.expecting = 'template';
    return;
  }
  if (/^(template|record|document)$/.test(expecting ?? '') && isText) {
    state.pushDocument(fence.code, fence.span, fence.codeSpan);
    return;
  }
  if (isNotice(expecting)) state.notices.at(-1)!.text = fence.code;
  state.actions.push(listingOf(fence, state.lead, 'not-shell'));
}

/** A `bash check` fence decides the criterion right above it. */
function readCheck(fence: Fence, state: BodyState): void {
  const last = state.sentences.at(-1);
  const check = { kind: 'script', code: fence.code, line: fence.codeSpan.line } as const;
  const isFree = last?.check === null && last.after === state.actions.length;
  if (last !== undefined && isFree) {
    // A sentence with a predicate of its own is decided by both.
    if (readPredicate(last.text) === null) last.check = check;
    else state.sentences.push({ ...last, check });
    return;
  }
  const comment = /^\s*#\s*(.+)$/m.exec(fence.code)?.[1];
  const text = fence.attributes.get('name') ?? comment ?? 'The check ends with exit status 0';
  state.sentence(text, fence.span, 'check-fence', check);
}
