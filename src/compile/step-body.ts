/** The body of a step: its nodes, read in order, as actions, criteria and notices. */
import type { Blockquote, Code, List, ListItem, Paragraph, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type {
  Action,
  Criterion,
  CriterionBecause,
  Hole,
  ListingBecause,
  Notice,
  Span,
  Text,
} from '../model/index.ts';
import { readFence } from '../parse/fence.ts';
import { spanOf } from '../parse/position.ts';
import { calledInComments, calling, compileBlock, isShell, listingOf } from './blocks.ts';
import type { Context } from './context.ts';
import { readPredicate } from './criteria/declared.ts';
import { resolveCriteria } from './criteria/resolve.ts';
import { parseHeading } from './headings.ts';
import { type Label, type LabelKind, readAlert, readLabel } from './labels.ts';
import { holesOfTemplate } from './placeholders.ts';
import { asksForWork } from './verbs.ts';

export interface StepBody {
  readonly actions: Action[];
  readonly criteria: Criterion[];
  readonly notices: Notice[];
}

/** A criterion's sentence, or the fence that checks or shows it, where it stands. */
export interface Sentence {
  readonly text: string;
  readonly span: Span;
  /** How many actions stand before it. */
  readonly after: number;
  check: Criterion['check'];
  readonly because: CriterionBecause;
}

export interface BodyOptions {
  /** The title says that this is a step, so its prose is an instruction even where it names no work. */
  readonly explicit: boolean;
  readonly title: string;
}

/** Reads the nodes of one titled unit. */
export function readBody(
  nodes: readonly RootContent[],
  context: Context,
  options: BodyOptions,
): StepBody {
  const { words } = context;
  const reader = new BodyReader(context);
  reader.open(readLabel(`${parseHeading(options.title, words).title}:`, words)?.kind ?? null);
  for (const node of nodes) reader.read(node);
  return reader.finish(options);
}

class BodyReader {
  readonly actions: Action[] = [];
  readonly notices: Notice[] = [];
  readonly sentences: Sentence[] = [];
  readonly prose: Text[] = [];
  /** The sentence above the next block. */
  lead: string | null = null;
  /** Why blocks are only shown from here on. */
  shown: ListingBecause | null = null;
  #expecting: LabelKind | null = null;
  #channel: string | null = null;
  #document: { path: string | null; span: Span } | null = null;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** What the title itself announces. */
  open(kind: LabelKind | null): void {
    if (kind === 'failure') this.shown = 'after-failure';
    if (kind === 'message' || kind === 'record') this.#expecting = kind;
  }

  read(node: RootContent): void {
    switch (node.type) {
      case 'paragraph':
        this.#paragraph(node);
        return;
      case 'heading':
        this.#label(
          readLabel(`${textOf(node)}:`, this.#context.words),
          textOf(node),
          spanOf(node),
          false,
        );
        return;
      case 'list':
        this.#list(node);
        return;
      case 'code':
        this.#code(node);
        return;
      case 'blockquote':
        this.#quote(node);
        return;
      default:
        return;
    }
  }

  finish({ explicit, title }: BodyOptions): StepBody {
    if (this.#document?.path) this.#pushDocument('', this.#document.span, null);
    if (!this.actions.some(({ kind }) => kind !== 'listing')) {
      const work =
        explicit || this.prose.some(({ text }) => asksForWork(text)) || asksForWork(title);
      const text = this.prose.map((part) => part.text).join('\n');
      const first = this.prose[0];
      const last = this.prose.at(-1);
      if (work && first && last) {
        const span = { ...first.span, endLine: last.span.endLine, endColumn: last.span.endColumn };
        this.actions.push({ kind: 'instruction', span, lead: null, text, because: 'prose' });
      }
    }
    const criteria = resolveCriteria(this.sentences, this.actions, this.#context);
    return { actions: this.actions, criteria, notices: this.notices };
  }

  #paragraph(node: Paragraph): void {
    for (const part of labelledParts(node, this.#context)) {
      this.#label(readLabel(part.text, this.#context.words), part.text, part.span, true);
    }
  }

  #label(label: Label | null, source: string, span: Span, isProse: boolean): void {
    const text = plain(source);
    if (label === null) {
      const target = this.shown === null ? calling(text, this.#context.isId) : null;
      if (target !== null) {
        this.actions.push({
          kind: 'call',
          span,
          lead: this.lead,
          target,
          because: 'call-sentence',
        });
      } else if (this.#expecting === 'criterion') {
        this.#sentence(text, span);
        this.#expecting = null;
      } else if (isProse && text !== '' && this.shown === null) this.prose.push({ text, span });
      if (!/^(criterion|message|document|template|record)$/.test(this.#expecting ?? ''))
        this.#expecting = null;
      this.lead = text.replace(/:$/, '');
      return;
    }
    const isNotice = label.kind === 'critical' || label.kind === 'warning' || label.kind === 'note';
    this.lead = isNotice ? null : text.replace(/:$/, '');
    this.#expecting = null;
    if (isMajor(label.kind)) this.shown = null;
    switch (label.kind) {
      case 'criterion':
      case 'exit-criteria':
      case 'expected-output':
        if (label.rest !== '') this.#sentence(plain(label.rest), span);
        else this.#expecting = label.kind === 'expected-output' ? label.kind : 'criterion';
        return;
      case 'critical':
      case 'warning':
      case 'note':
        if (label.rest === '') this.#expecting = label.kind;
        this.notices.push({ level: label.kind, label: label.label, text: plain(label.rest), span });
        return;
      case 'failure':
        this.shown = 'after-failure';
        return;
      case 'example':
      case 'forbidden':
      case 'alternative':
        this.#expecting = label.kind;
        return;
      case 'message':
        this.#expecting = 'message';
        this.#channel = /#[\w-]+/.exec(source)?.[0] ?? this.#channel;
        if (isProse) this.prose.push({ text, span });
        return;
      case 'document': {
        this.#expecting = 'document';
        const path = /`([^`]+)`/.exec(source)?.[1] ?? null;
        this.#document = { path, span };
        if (path !== null) this.#expecting = 'template';
        return;
      }
      case 'template':
      case 'record':
        this.#expecting = label.kind;
        return;
      case 'artifact':
        this.#context.artifacts.push({ text: plain(label.rest), span });
        return;
    }
  }

  #sentence(text: string, span: Span): void {
    if (text !== '')
      this.sentences.push({
        text,
        span,
        after: this.actions.length,
        check: null,
        because: 'label',
      });
  }

  #quote(node: Blockquote): void {
    const first = node.children[0];
    const source = first?.type === 'paragraph' ? this.#source(first) : '';
    const alert = readAlert(source);
    if (alert !== null) {
      const text = plain(
        node.children
          .map((child) => textOf(child))
          .join('\n')
          .replace(/^\[!\w+\]\s*/, ''),
      );
      this.notices.push({ ...alert, text, span: spanOf(node) });
      for (const child of node.children.slice(1)) if (child.type === 'code') this.read(child);
      return;
    }
    for (const child of node.children) this.read(child);
  }

  #list(node: List): void {
    const expecting = this.#expecting;
    if (expecting === 'criterion') {
      for (const item of node.children) this.#sentence(itemText(item), spanOf(item));
      this.#expecting = null;
      return;
    }
    if (expecting === 'critical' || expecting === 'warning' || expecting === 'note') {
      const notice = this.notices.at(-1)!;
      notice.text = node.children.map(itemText).join('\n');
      this.#expecting = null;
      return;
    }
    const isTasks = node.children.some(({ checked }) => typeof checked === 'boolean');
    const lead = this.lead;
    for (const item of node.children) {
      this.#channel =
        expecting === 'message'
          ? (/#[\w-]+/.exec(itemText(item))?.[0] ?? this.#channel)
          : this.#channel;
      this.#item(item, isTasks);
    }
    if (isTasks && this.shown === null) {
      this.actions.push({
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
    this.#expecting = expecting === 'message' || expecting === 'document' ? expecting : null;
  }

  #item(item: ListItem, isTask: boolean): void {
    const [first, ...rest] = item.children;
    if (first?.type === 'paragraph' && !isTask) this.#paragraph(first);
    else if (first?.type === 'paragraph') this.lead = itemText(item);
    else if (first !== undefined) this.read(first);
    for (const child of rest) this.read(child);
  }

  #code(node: Code): void {
    const fence = readFence(node, this.#context.lines);
    const expecting = this.#expecting;
    const lead = this.lead;
    this.#expecting = null;
    if (fence.attributes.has('check') && isShell(fence.language)) {
      this.#check(node);
      return;
    }
    if (
      expecting === 'expected-output' ||
      (expecting === 'criterion' && !isShell(fence.language))
    ) {
      this.sentences.push({
        text: `Output: ${fence.code.split('\n', 1)[0]}${fence.code.includes('\n') ? ' …' : ''}`,
        span: fence.span,
        after: this.actions.length,
        check: { kind: 'expected-output', expected: fence.code },
        because: 'output-fence',
      });
      return;
    }
    if ((expecting === 'example' || expecting === 'forbidden') && !fence.attributes.has('run')) {
      this.actions.push(listingOf(fence, lead, expecting));
      return;
    }
    if (isShell(fence.language)) {
      this.#shell(node);
      const block = this.actions.at(-1);
      // Of several ways a person takes one: none runs unasked.
      if (expecting === 'alternative' && block?.kind === 'run' && !fence.attributes.has('run')) {
        block.expects.run = 'ask';
      }
      return;
    }
    if (this.shown !== null) {
      this.actions.push(listingOf(fence, lead, this.shown));
      return;
    }
    const isText =
      fence.language === null || /^(text|txt|plaintext|markdown|md)$/.test(fence.language);
    if (expecting === 'message' && isText) {
      const holes = toHoles(fence.code);
      this.actions.push({
        kind: 'message',
        span: fence.span,
        lead,
        because: 'message-label',
        channel: this.#channel,
        template: fence.code,
        codeSpan: fence.codeSpan,
        holes,
      });
      this.#channel = null;
      return;
    }
    if (
      expecting === 'document' &&
      this.#document &&
      isText &&
      /^\S+\.\w+$/.test(fence.code.trim())
    ) {
      this.#document.path = fence.code.trim();
      this.#expecting = 'template';
      return;
    }
    if (
      (expecting === 'template' || expecting === 'record' || expecting === 'document') &&
      isText
    ) {
      this.#pushDocument(fence.code, fence.span, fence.codeSpan);
      return;
    }
    if (/^(critical|warning|note)$/.test(expecting ?? '')) this.notices.at(-1)!.text = fence.code;
    this.actions.push(listingOf(fence, lead, 'not-shell'));
  }

  #pushDocument(template: string, span: Span, codeSpan: Span | null): void {
    const path = this.#document?.path ?? null;
    this.actions.push({
      kind: 'document',
      span,
      lead: this.lead,
      because: 'document-label',
      path,
      pathHoles: path === null ? [] : toHoles(path),
      template,
      codeSpan: codeSpan ?? span,
      holes: toHoles(template),
    });
    this.#document = null;
  }

  #shell(node: Code): void {
    const { lines, isId, parameters, findings, analyses } = this.#context;
    const fence = readFence(node, lines);
    const target = this.shown === null ? calledInComments(fence.code, isId) : null;
    if (target !== null) {
      this.actions.push({
        kind: 'call',
        span: fence.span,
        lead: this.lead,
        target,
        because: 'call-comment',
      });
      return;
    }
    const block = compileBlock(fence, this.lead, this.shown, this.#context.lines);
    this.actions.push(block.action);
    parameters.push(...block.parameters);
    findings.push(...block.findings);
    if (block.analysis !== null) analyses.set(block.action, block.analysis);
    if (block.output !== null) {
      this.sentences.push({
        text: `Output: ${block.output.split('\n', 1)[0]}${block.output.includes('\n') ? ' …' : ''}`,
        span: fence.span,
        after: this.actions.length,
        check: { kind: 'expected-output', expected: block.output },
        because: 'prompt-output',
      });
    }
  }

  /** A `bash check` fence decides the criterion right above it. */
  #check(node: Code): void {
    const fence = readFence(node, this.#context.lines);
    const last = this.sentences.at(-1);
    const check = { kind: 'script', code: fence.code, line: fence.codeSpan.line } as const;
    const isFree = last?.check === null && last.after === this.actions.length;
    if (last !== undefined && isFree) {
      // A sentence with a predicate of its own is decided by both.
      if (readPredicate(last.text) === null) last.check = check;
      else this.sentences.push({ ...last, check });
      return;
    }
    const comment = /^\s*#\s*(.+)$/m.exec(fence.code)?.[1];
    const text = fence.attributes.get('name') ?? comment ?? 'The check ends with exit status 0';
    this.sentences.push({
      text,
      span: fence.span,
      after: this.actions.length,
      check,
      because: 'check-fence',
    });
  }

  #source(node: Paragraph): string {
    return this.#context.lines.text.slice(node.position!.start.offset, node.position!.end.offset);
  }
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

/** A paragraph's source, cut before each line that starts with a bold label. */
function labelledParts(node: Paragraph, { lines }: Context): Text[] {
  const { start, end } = node.position!;
  const source = lines.text.slice(start.offset, end.offset);
  const parts: Text[] = [];
  let at = start.offset!;
  for (const text of source.split(/\n(?=[ \t]*\*\*[^*\n]+(?::\*\*|\*\*:))/)) {
    parts.push({
      text: text.replace(/\n[ \t]*>[ \t]?/g, '\n').trim(),
      span: lines.span(at, at + text.length),
    });
    at += text.length + 1;
  }
  return parts;
}

/** Without emphasis and links, but with its backticks: predicates and commands are written in them. */
function plain(source: string): string {
  return source
    .replace(/\r?\n\s*/g, ' ')
    .replace(/(\*\*|__)(.*?)\1/g, '$2')
    .replace(/!?\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/(^|\s)[*_](\S(?:.*?\S)?)[*_](?=\s|$|[.,;:])/g, '$1$2')
    .trim();
}

function itemText(item: ListItem): string {
  const first = item.children[0];
  return first?.type === 'paragraph' ? textOf(first).replace(/\s+/g, ' ').trim() : '';
}

function firstLine(item: ListItem): Span {
  const first = item.children[0];
  const span = spanOf(item);
  return first
    ? { ...span, endLine: spanOf(first).endLine, endColumn: spanOf(first).endColumn }
    : span;
}

function toHoles(template: string): Hole[] {
  return holesOfTemplate(template).map(({ text: _text, ...hole }) => hole);
}
