/** The body of a step: its nodes, read in order, as actions, criteria and notices. */
import type { Blockquote, Heading, List, ListItem, Paragraph, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Action, Criterion, Notice } from '../model/index.ts';
import { containerOf } from '../parse/containers.ts';
import { spanOf } from '../parse/position.ts';
import { readAside } from './body-asides.ts';
import { readCode } from './body-fences.ts';
import { readHtml } from './body-html.ts';
import { isNotice, readSentence, requireFirst } from './body-labels.ts';
import { readMarkers } from './body-markers.ts';
import { BodyState } from './body-state.ts';
import { firstLine, itemText, labelledParts } from './body-text.ts';
import { isConditional } from './conditions.ts';
import type { Context } from './context.ts';
import { resolveCriteria } from './criteria/resolve.ts';
import { parseHeading } from './headings.ts';
import { type LabelKind, readAlert, readLabel } from './labels.ts';
import { asksForWork } from './verbs.ts';

export type { Sentence } from './body-state.ts';

export interface StepBody {
  readonly actions: Action[];
  readonly criteria: Criterion[];
  readonly notices: Notice[];
}

export interface BodyOptions {
  /** The title says that this is a step, so its prose is an instruction even where it names no work. */
  readonly explicit: boolean;
  readonly title: string;
  readonly purpose?: Purpose;
  /** The whole document is about undoing something, or this part is. */
  readonly undoes?: boolean;
}

/**
 * What the part around is for. In the `work` of a procedure, what its titles say to do after a failure is only
 * shown. Where all is about a failure (`repair`, such as 'Troubleshooting' in a runbook without another scheme)
 * or about undoing (`undo`), it is the work.
 */
export type Purpose = 'work' | 'repair' | 'undo';

/** Reads the nodes of one titled unit. */
export function readBody(
  nodes: readonly RootContent[],
  context: Context,
  options: BodyOptions,
): StepBody {
  const { words } = context;
  const state = new BodyState(context, options.undoes ?? options.purpose === 'undo');
  const announced = readLabel(`${parseHeading(options.title, words).title}:`, words)?.kind ?? null;
  openWith(announced, options, state);
  for (const node of nodes) readNode(node, state);
  return finish(state, options);
}

/** What the title itself announces. */
function openWith(kind: LabelKind | null, options: BodyOptions, state: BodyState): void {
  if (kind === 'failure' && (options.purpose ?? 'work') === 'work') state.shown = 'after-failure';
  if (kind === 'message' || kind === 'record') state.expecting = kind;
  state.openScope(0);
}

function readNode(node: RootContent, state: BodyState): void {
  switch (node.type) {
    case 'paragraph':
      readParagraph(node, state);
      return;
    case 'heading':
      readHeading(node, state);
      return;
    case 'list':
      readList(node, state);
      return;
    case 'code':
      readCode(node, state);
      return;
    case 'blockquote':
      readQuote(node, state);
      return;
    case 'html':
      readHtml(node, state);
      return;
    default:
      return;
  }
}

function finish(state: BodyState, { explicit, title }: BodyOptions): StepBody {
  const { actions, prose, notices, context } = state;
  if (state.document?.path) state.pushDocument('', state.document.span, null);
  if (!actions.some(({ kind }) => kind !== 'listing')) {
    const work = explicit || prose.some(({ text }) => asksForWork(text)) || asksForWork(title);
    const text = prose.map((part) => part.text).join('\n');
    const first = prose[0];
    const last = prose.at(-1);
    if (work && first && last) {
      const span = { ...first.span, endLine: last.span.endLine, endColumn: last.span.endColumn };
      actions.push({ kind: 'instruction', span, lead: null, text, because: 'prose' });
    }
  }
  const criteria = resolveCriteria(state.sentences, actions, context);
  return { actions, criteria, notices };
}

function readParagraph(node: Paragraph, state: BodyState): void {
  for (const { text, span } of labelledParts(node, state.context)) {
    const words = readMarkers(text, span, state);
    if (words !== '') readSentence(words, span, state);
  }
}

/** A heading inside the unit: what the words above it said ends, and what it says holds for all below it. */
function readHeading(node: Heading, state: BodyState): void {
  const title = textOf(node);
  const { conditional, optional } = parseHeading(title, state.context.words);
  state.closeScopes(node.depth);
  readSentence(`${title}:`, spanOf(node), state, false);
  if (conditional || optional || isConditional(title)) state.asked = true;
  state.openScope(node.depth);
}

function readQuote(node: Blockquote, state: BodyState): void {
  const container = containerOf(node);
  if (container?.kind === 'tab') {
    state.enter();
    // Of several tabs a person follows one.
    state.asked = true;
    state.lead = container.title;
    for (const child of node.children) readNode(child, state);
    state.leave();
    return;
  }
  const first = node.children[0];
  const source = first?.type === 'paragraph' ? labelledParts(first, state.context)[0]!.text : '';
  const alert = container ?? readAlert(source);
  state.enter();
  if (alert !== null) readAside(node, alert, state, readNode);
  else for (const child of node.children) readNode(child, state);
  state.leave();
}

function readList(node: List, state: BodyState): void {
  const { expecting, lead } = state;
  if (
    expecting === 'criterion' ||
    expecting === 'expected-output' ||
    expecting === 'entry-criteria'
  ) {
    for (const item of node.children) {
      if (expecting === 'entry-criteria') requireFirst(itemText(item), spanOf(item), state);
      else state.sentence(itemText(item), spanOf(item), 'label');
    }
    state.expecting = null;
    return;
  }
  if (isNotice(expecting)) {
    state.notices.at(-1)!.text = node.children.map(itemText).join('\n');
    state.expecting = null;
    return;
  }
  const isTasks = node.children.some(({ checked }) => typeof checked === 'boolean');
  for (const item of node.children) {
    if (expecting === 'message')
      state.channel = /#[\w-]+/.exec(itemText(item))?.[0] ?? state.channel;
    readItem(item, isTasks, state);
  }
  if (isTasks && state.shown === null) {
    state.actions.push({
      kind: 'checklist',
      span: spanOf(node),
      lead,
      because: 'task-list',
      items: node.children.map((item) => ({
        text: itemText(item),
        checked: item.checked === true,
        span: firstLine(item),
      })),
    });
  }
  state.expecting = expecting === 'message' || expecting === 'document' ? expecting : null;
}

function readItem(item: ListItem, isTask: boolean, state: BodyState): void {
  const [first, ...rest] = item.children;
  const before = state.shown;
  if (first?.type === 'paragraph' && !isTask) readParagraph(first, state);
  else if (first?.type === 'paragraph') state.lead = itemText(item);
  else if (first !== undefined) readNode(first, state);
  for (const child of rest) readNode(child, state);
  // A failure branch with its content inside the item ends with it.
  if (rest.length > 0) state.shown = before;
}
