/** What the reader of a step's body has gathered, and what the words so far make of what follows. */
import type {
  Action,
  Criterion,
  CriterionBecause,
  ListingBecause,
  Notice,
  Span,
  Text,
} from '../model/index.ts';
import { toHoles } from './body-text.ts';
import type { Context } from './context.ts';
import type { AnnouncedFile } from './files.ts';
import type { LabelKind } from './labels.ts';

/** A criterion's sentence, or the fence that checks or shows it, where it stands. */
export interface Sentence {
  readonly text: string;
  readonly span: Span;
  /** How many actions stand before it. */
  readonly after: number;
  check: Criterion['check'];
  readonly because: CriterionBecause;
}

export class BodyState {
  readonly context: Context;
  /** Undoing something is the work here. */
  readonly undoes: boolean;
  readonly actions: Action[] = [];
  readonly notices: Notice[] = [];
  readonly sentences: Sentence[] = [];
  readonly prose: Text[] = [];
  /** The sentence above the next block. */
  lead: string | null = null;
  /** Why blocks are only shown from here on. */
  shown: ListingBecause | null = null;
  /** Blocks from here on are one of several ways, or an aside: none runs unasked. */
  asked = false;
  /** What the last label announced. */
  expecting: LabelKind | null = null;
  channel: string | null = null;
  /** The last words announce the content of a file. */
  file: AnnouncedFile | null = null;
  document: { path: string | null; span: Span } | null = null;

  readonly #scopes: { depth: number; shown: ListingBecause | null; asked: boolean }[] = [];
  readonly #outside: { shown: ListingBecause | null; asked: boolean }[] = [];

  constructor(context: Context, undoes: boolean) {
    this.context = context;
    this.undoes = undoes;
  }

  sentence(
    text: string,
    span: Span,
    because: CriterionBecause,
    check: Criterion['check'] = null,
  ): void {
    if (text !== '')
      this.sentences.push({ text, span, after: this.actions.length, check, because });
  }

  /** A fence of output: compared with what the block before it prints. */
  output(expected: string, span: Span, because: CriterionBecause): void {
    const [first] = expected.split('\n', 1);
    const text = `Output: ${first}${expected.includes('\n') ? ' …' : ''}`;
    this.sentence(text, span, because, { kind: 'expected-output', expected });
  }

  pushDocument(template: string, span: Span, codeSpan: Span | null): void {
    const path = this.document?.path ?? null;
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
    this.document = null;
  }

  /** Keeps what holds below a heading of this depth. */
  openScope(depth: number): void {
    this.#scopes.push({ depth, shown: this.shown, asked: this.asked });
  }

  /** Goes back to what holds around a heading of this depth. */
  closeScopes(depth: number): void {
    while (this.#scopes.length > 1 && this.#scopes.at(-1)!.depth >= depth) this.#scopes.pop();
    const { shown, asked } = this.#scopes.at(-1) ?? { shown: null, asked: false };
    this.shown = shown;
    this.asked = asked;
    this.expecting = null;
  }

  /** Opens a part whose words say nothing of what stands behind it: a quote, a tab, a folded part. */
  enter(): void {
    this.#outside.push({ shown: this.shown, asked: this.asked });
  }

  leave(): void {
    const outside = this.#outside.pop();
    if (outside === undefined) return;
    this.shown = outside.shown;
    this.asked = outside.asked;
    this.expecting = null;
  }
}
