/** Labels and sentences of a step's body: criteria, notices, calls, and what they say of the next block. */
import type { Span } from '../model/index.ts';
import type { BodyState } from './body-state.ts';
import { plain } from './body-text.ts';
import { calling } from './calls.ts';
import { announcedFile } from './files.ts';
import { type Label, type LabelKind, readLabel } from './labels.ts';

/** One labelled or plain part of a paragraph; a heading inside the body is no prose. */
export function readSentence(source: string, span: Span, state: BodyState, isProse = true): void {
  const label = readLabel(source, state.context.words);
  if (label === null) readPlain(plain(source), span, state, isProse);
  else applyLabel(label, source, span, state, isProse);
}

function readPlain(text: string, span: Span, state: BodyState, isProse: boolean): void {
  const { expecting } = state;
  const notice = state.notices.at(-1);
  const target = state.shown === null ? calling(text, state.context.isId) : null;
  if (target !== null) {
    state.actions.push({ kind: 'call', span, lead: state.lead, target, because: 'call-sentence' });
  } else if (
    expecting === 'criterion' ||
    (expecting === 'expected-output' && !text.endsWith(':'))
  ) {
    state.sentence(text, span, 'label');
    state.expecting = null;
  } else if (isNotice(expecting) && notice?.text === '' && isProse) {
    notice.text = text;
  } else if (isProse && text !== '' && state.shown === null) state.prose.push({ text, span });
  if (!/^(criterion|expected-output|message|document|template|record)$/.test(expecting ?? ''))
    state.expecting = null;
  announceNext(text, state);
  state.file = announcedFile(text);
  state.lead = text.replace(/:$/, '');
}

/** 'Look at the log. A healthy one looks like this:': the last sentence tells what the next block is. */
function announceNext(text: string, state: BodyState): void {
  const last = text.split(/(?<=[.!?])\s+/).at(-1)!;
  if (last === text || !last.endsWith(':')) return;
  const kind = readLabel(last, state.context.words)?.kind;
  if (kind === 'failure') state.shown = 'after-failure';
  else if (kind === 'example' || kind === 'forbidden' || kind === 'expected-output')
    state.expecting = kind;
}

function applyLabel(
  label: Label,
  source: string,
  span: Span,
  state: BodyState,
  isProse: boolean,
): void {
  const { kind, rest } = label;
  state.lead = isNotice(kind) ? null : plain(source).replace(/:$/, '');
  state.expecting = null;
  state.file = announcedFile(plain(source));
  if (isMajor(kind)) state.shown = null;
  switch (kind) {
    case 'criterion':
    case 'exit-criteria':
    case 'expected-output':
      if (rest !== '') state.sentence(plain(rest), span, 'label');
      else state.expecting = kind === 'expected-output' ? kind : 'criterion';
      return;
    case 'critical':
    case 'warning':
    case 'note':
      if (rest === '') state.expecting = kind;
      state.notices.push({ level: kind, label: label.label, text: plain(rest), span });
      return;
    case 'failure':
      state.shown = 'after-failure';
      return;
    case 'undo':
      // 'Rollback: see section 7' says all that it has to say.
      if (!state.undoes && (rest === '' || rest.endsWith(':'))) state.shown = 'undo';
      return;
    case 'forbidden':
      // 'Never restart it: it holds locks.' forbids by itself, and says nothing of the next block.
      if (rest !== '' && !rest.endsWith(':') && !opensBlock.test(label.label)) return;
      state.expecting = kind;
      return;
    case 'example':
    case 'alternative':
    case 'entry-criteria':
      state.expecting = kind;
      if (kind === 'entry-criteria' && rest !== '') requireFirst(plain(rest), span, state);
      return;
    case 'message':
      state.expecting = 'message';
      state.channel = /#[\w-]+/.exec(source)?.[0] ?? state.channel;
      if (isProse) state.prose.push({ text: plain(source), span });
      return;
    case 'document': {
      state.expecting = 'document';
      const path = /`([^`]+)`/.exec(source)?.[1] ?? null;
      state.document = { path, span };
      if (path !== null) {
        state.expecting = 'template';
        state.file = { path };
      }
      return;
    }
    case 'template':
    case 'record':
      state.expecting = kind;
      return;
    case 'artifact':
      state.context.artifacts.push({ text: plain(rest), span });
      return;
  }
}

/** 'Do not run:' is written above what must not be run, whatever follows the colon. */
const opensBlock = /\b(run|do|use|execute|ejecutar|hacer|usar|correr)\s*$/i;

/** A condition for starting: nothing to do or to judge by a run, and yet part of what the document asks. */
export function requireFirst(text: string, span: Span, { context }: BodyState): void {
  context.prerequisites.push({ group: null, text, span });
}

export function isNotice(kind: LabelKind | null): kind is 'critical' | 'warning' | 'note' {
  return kind === 'critical' || kind === 'warning' || kind === 'note';
}

/** Labels that open something new, and so end a failure branch. */
function isMajor(kind: LabelKind): boolean {
  return (
    kind === 'criterion' ||
    kind === 'document' ||
    kind === 'message' ||
    kind === 'record' ||
    kind === 'exit-criteria'
  );
}
