/** Which parts of a document are stages of which flow, and which are never run. */
import GithubSlugger from 'github-slugger';
import type { Flow, FlowBecause, Stage } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import { type Context, newContext } from './context.ts';
import { parseHeading } from './headings.ts';
import { stageFromItems } from './item-stages.ts';
import { readItems, separateOuter } from './items.ts';
import { isBlock } from './listings.ts';
import { isWork, roleOf } from './roles.ts';
import { buildStages, stageOfSection } from './stages.ts';
import { type Purpose, readBody } from './step-body.ts';
import type { Building } from './steps.ts';

/** Gathers stages into flows, part by part. */
export class FlowBuilder {
  readonly flows: Flow[] = [];
  readonly unused: SectionNode[] = [];
  readonly #context: Context;
  readonly #title: string;
  readonly #slugger = new GithubSlugger();
  readonly #isRollback: boolean;
  /** The document says which of its parts are the procedure. */
  #hasScheme = false;

  constructor(context: Context, title: string) {
    this.#context = context;
    this.#title = title;
    // In a document that is itself a rollback, steps that revert something are its main work.
    this.#isRollback = /\b(rollback|roll back|reversion|revert\w*|restaura\w*|restor\w*)\b/i.test(
      title,
    );
  }

  sections(top: readonly SectionNode[], intro: SectionNode): void {
    const kinds = top.map((section) => this.#kindOf(section));
    this.#hasScheme = kinds.some(
      (kind) => kind === 'stage' || kind === 'step' || kind === 'procedure' || kind === 'staged',
    );
    const hasScheme = this.#hasScheme;
    const isNumbered = hasScheme ? () => false : this.#numbersItsWork(top, kinds);
    let hasMain = kinds.some((kind) => kind === 'stage' || kind === 'step' || kind === 'staged');
    const steps: SectionNode[] = [];
    const before = { ...intro, title: this.#title, children: [] };
    if (!this.#holdsWork(before)) {
      // Nothing but an introduction.
    } else if (hasScheme) this.unused.push(before);
    else this.#add('main', this.#title, [this.#stage(before)], before, 'without-heading');
    top.forEach((section, at) => {
      const kind = kinds[at]!;
      if (kind === 'step') steps.push(section);
      else if (kind === 'stage')
        this.#add('main', this.#title, [this.#stage(section)], section, 'numbered-parts');
      else if (kind === 'rollback' || kind === 'validation')
        this.#addSection(kind, section, 'role-heading');
      else if (kind === 'staged') this.#addSection('main', section, 'numbered-parts');
      else if (kind === 'procedure') {
        this.#addSection(
          hasMain
            ? this.#slugger.slug(parseHeading(section.title, this.#context.words).title)
            : 'main',
          section,
          'role-heading',
        );
        hasMain = true;
      } else if (kind === 'never' || !this.#holdsWork(section, isNumbered(section)))
        this.unused.push(section);
      else if (hasScheme)
        this.#addSection(
          this.#slugger.slug(parseHeading(section.title, this.#context.words).title),
          section,
          'other-part',
        );
      else this.#add('main', this.#title, [this.#stage(section)], section, 'working-part');
    });
    if (steps.length > 0) {
      const container: SectionNode = { ...intro, title: this.#title, content: [], children: steps };
      this.#add(
        'main',
        this.#title,
        buildStages(container, this.#building()),
        container,
        'numbered-parts',
      );
    }
    this.#mainOfRollback();
    this.flows.sort((a, b) => flowOrder(a.id) - flowOrder(b.id));
  }

  /** A document about a rollback that holds nothing else is run for it. */
  #mainOfRollback(): void {
    const rollback = this.flows.find(({ id }) => id === 'rollback');
    const hasMain = this.flows.some(({ id }) => id === 'main');
    if (this.#isRollback && rollback !== undefined && !hasMain) rollback.id = 'main';
  }

  /** A document, or the text before its first heading, in which numbered lines stand for headings. */
  outline(section: SectionNode): void {
    const { items } = readItems(section.content, this.#context.lines);
    const outer = separateOuter(items.map(({ number }) => number));
    const isNested = outer?.includes(false) ?? false;
    if (outer === null || !isNested) {
      const body: SectionNode = { ...section, title: this.#title, children: [] };
      if (this.#holdsWork(body))
        this.#add('main', this.#title, [this.#stage(body)], section, 'without-heading');
      return;
    }
    const starts = outer.flatMap((isOuter, at) => (isOuter ? [at] : []));
    starts.forEach((start, at) => {
      const parts = items.slice(start, starts[at + 1] ?? items.length);
      const [head, ...steps] = parts;
      const stage = stageFromItems(head!, steps, this.#context);
      const role = roleOf(head!.title, this.#context.words);
      this.#add(
        role === 'rollback' || role === 'validation' ? role : 'main',
        stage.title,
        [stage],
        section,
        'numbered-lines',
      );
    });
    for (const flow of this.flows) if (flow.id === 'main') flow.title = this.#title || flow.title;
    this.flows.sort((a, b) => flowOrder(a.id) - flowOrder(b.id));
  }

  #kindOf(
    section: SectionNode,
  ): 'stage' | 'step' | 'procedure' | 'staged' | 'rollback' | 'validation' | 'open' | 'never' {
    const { keyword } = parseHeading(section.title, this.#context.words);
    if (keyword !== null) return keyword;
    const role = roleOf(section.title, this.#context.words);
    if (role === 'procedure' || role === 'rollback' || role === 'validation') return role;
    const isStage = ({ title }: SectionNode): boolean =>
      parseHeading(title, this.#context.words).keyword === 'stage';
    // 'Plan' over 'Phase 1', 'Phase 2': whatever it is called, it holds the procedure.
    if (role === 'other' && section.children.some(isStage)) return 'staged';
    // 'Workflow' over a list of steps is no diagram.
    const isDiagram = section.content.some(
      ({ type, ...node }) => type === 'code' && 'lang' in node && node.lang === 'mermaid',
    );
    return role === 'other' || (role === 'flow' && !isDiagram) ? 'open' : 'never';
  }

  /** In a document whose parts are numbered, and in which one of them holds a block, each may be work. */
  #numbersItsWork(
    top: readonly SectionNode[],
    kinds: readonly string[],
  ): (section: SectionNode) => boolean {
    const numbered = top.filter(
      ({ title }, at) =>
        kinds[at] === 'open' && parseHeading(title, this.#context.words).number !== null,
    );
    const isWork = numbered.length > 1 && numbered.some((section) => this.#holdsWork(section));
    return (section) => isWork && numbered.includes(section);
  }

  /**
   * Something that a run would do. Prose counts where a title promises work, its own or one above it, and
   * sentences that ask for work where its number does.
   */
  #holdsWork(
    section: SectionNode,
    isNumbered = false,
    promised = isWork(section.title, this.#context.words),
  ): boolean {
    const { title, content, children } = section;
    const { purpose } = this.#building();
    const trial = newContext(this.#context);
    const body = readBody(content, trial, { explicit: promised, title, purpose });
    const own = body.actions.some(
      (action) =>
        isBlock(action) ||
        ((promised || isNumbered) && action.kind !== 'listing') ||
        (!this.#hasScheme && action.kind === 'checklist'),
    );
    return (
      own ||
      children.some((child) =>
        this.#holdsWork(child, isNumbered, promised || isWork(child.title, this.#context.words)),
      )
    );
  }

  #stage(section: SectionNode): Stage {
    return stageOfSection(section, this.#number(), this.#building());
  }

  #building(purpose: Purpose = 'work'): Building {
    return {
      context: this.#context,
      moved: this.#moved,
      isRollback: this.#isRollback || purpose === 'undo',
      // Without any other scheme, 'Troubleshooting' is not what to do when the procedure fails: it is all there is.
      purpose: purpose === 'work' && !this.#hasScheme ? 'repair' : purpose,
    };
  }

  #number(): number {
    const main = this.flows.find(({ id }) => id === 'main');
    return (main?.stages.at(-1)?.number ?? 0) + 1;
  }

  readonly #moved = (section: SectionNode, number: number): void => {
    const stage = stageOfSection(section, number, this.#building('undo'));
    this.#add('rollback', section.title, [stage], section, 'rollback-inside');
  };

  #addSection(id: string, section: SectionNode, because: FlowBecause): void {
    this.#add(
      id,
      parseHeading(section.title, this.#context.words).title,
      buildStages(section, this.#building(id === 'rollback' ? 'undo' : 'work')),
      section,
      because,
    );
  }

  #add(
    id: string,
    title: string,
    stages: Stage[],
    { span }: SectionNode,
    because: FlowBecause,
  ): void {
    const kept = stages.filter(({ steps, criteria }) => steps.length > 0 || criteria.length > 0);
    if (kept.length === 0) return;
    const flow = this.flows.find((other) => other.id === id);
    if (flow === undefined) this.flows.push({ id, title, stages: kept, because, span });
    else {
      flow.stages.push(...kept);
      flow.span = { ...flow.span, endLine: span.endLine, endColumn: span.endColumn };
    }
  }
}

function flowOrder(id: string): number {
  const at = ['main', 'validation', 'rollback'].indexOf(id);
  return at === -1 ? 3 : at;
}
