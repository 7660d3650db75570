/** The flows of a document: which parts are stages, which are steps, and which are never run. */
import GithubSlugger from 'github-slugger';
import type { Action, Flow, FlowBecause, Stage } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import { isBlock } from './blocks.ts';
import { type Context, newContext } from './context.ts';
import { parseHeading } from './headings.ts';
import { followHosts } from './hosts.ts';
import { readItems, separateOuter } from './items.ts';
import { isWork, roleOf } from './roles.ts';
import { buildStages, type Moved, stageFromItems, stageOfSection } from './stages.ts';
import { readBody } from './step-body.ts';

export interface Flows {
  readonly flows: Flow[];
  /** Sections whose blocks no flow runs. */
  readonly unused: SectionNode[];
}

/** Main, rollback and validation flows, and one for each further procedure. */
export function buildFlows(root: SectionNode, context: Context): Flows {
  const { top, intro, title } = topSections(root);
  const builder = new FlowBuilder(context, title);
  if (top.length === 0) builder.outline(intro);
  else builder.sections(top, intro);
  for (const flow of builder.flows) {
    distinguishRefs(flow);
    followHosts(flow, context);
  }
  return { flows: builder.flows, unused: builder.unused };
}

/** `--from 1.2` must mean one step, even where the author gave the number twice. */
function distinguishRefs({ stages }: Flow): void {
  const given = new Set<string>();
  for (const step of stages.flatMap(({ steps }) => steps)) {
    const written = step.ref;
    for (let again = 2; given.has(step.ref); again++) step.ref = `${written}-${again}`;
    given.add(step.ref);
  }
}

/** The sections that pick the flows, what stands before them, and the document's title. */
export function topSections(root: SectionNode): {
  top: SectionNode[];
  intro: SectionNode;
  title: string;
} {
  const only = root.children.length === 1 ? root.children[0]! : null;
  if (only !== null && only.level === 1)
    return { top: only.children, intro: only, title: only.title };
  const [first, ...rest] = root.children;
  // `# Title` and then more headings of the first level: the first is still the title.
  if (first?.level === 1 && first.children.length === 0 && rest.length > 0) {
    return { top: rest, intro: first, title: first.title };
  }
  return { top: root.children, intro: root, title: first?.title ?? '' };
}

class FlowBuilder {
  readonly flows: Flow[] = [];
  readonly unused: SectionNode[] = [];
  readonly #context: Context;
  readonly #title: string;
  readonly #slugger = new GithubSlugger();
  readonly #isRollback: boolean;

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
    const hasScheme = kinds.some(
      (kind) => kind === 'stage' || kind === 'step' || kind === 'procedure',
    );
    let hasMain = kinds.some((kind) => kind === 'stage' || kind === 'step');
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
      else if (kind === 'procedure') {
        this.#addSection(
          hasMain
            ? this.#slugger.slug(parseHeading(section.title, this.#context.words).title)
            : 'main',
          section,
          'role-heading',
        );
        hasMain = true;
      } else if (kind === 'never' || !this.#holdsWork(section)) this.unused.push(section);
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
        buildStages(container, this.#context, this.#moved, this.#isRollback),
        container,
        'numbered-parts',
      );
    }
    this.flows.sort((a, b) => flowOrder(a.id) - flowOrder(b.id));
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
  ): 'stage' | 'step' | 'procedure' | 'rollback' | 'validation' | 'open' | 'never' {
    const { keyword } = parseHeading(section.title, this.#context.words);
    if (keyword !== null) return keyword;
    const role = roleOf(section.title, this.#context.words);
    if (role === 'procedure' || role === 'rollback' || role === 'validation') return role;
    return role === 'other' ? 'open' : 'never';
  }

  /** Something that a run would do; prose only where a title promises work, its own or one above it. */
  #holdsWork(section: SectionNode, promised = isWork(section.title, this.#context.words)): boolean {
    const trial = newContext(this.#context);
    const body = readBody(section.content, trial, { explicit: promised, title: section.title });
    const own = body.actions.some(
      (action) => isBlock(action) || (promised && action.kind !== 'listing'),
    );
    return (
      own ||
      section.children.some((child) =>
        this.#holdsWork(child, promised || isWork(child.title, this.#context.words)),
      )
    );
  }

  #stage(section: SectionNode): Stage {
    return stageOfSection(section, this.#number(), this.#context, this.#moved, this.#isRollback);
  }

  #number(): number {
    const main = this.flows.find(({ id }) => id === 'main');
    return (main?.stages.at(-1)?.number ?? 0) + 1;
  }

  readonly #moved: Moved = (stage, section) => {
    this.#add('rollback', section.title, [stage], section, 'rollback-inside');
  };

  #addSection(id: string, section: SectionNode, because: FlowBecause): void {
    this.#add(
      id,
      parseHeading(section.title, this.#context.words).title,
      buildStages(section, this.#context, this.#moved, this.#isRollback || id === 'rollback'),
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

/** Blocks outside every flow, so that nothing that the document shows is lost. */
export function listingsOf(sections: readonly SectionNode[], context: Context): Action[] {
  return sections.flatMap((section) => [
    ...readBody(section.content, context, { explicit: false, title: section.title }).actions.filter(
      (action) => isBlock(action) || action.kind === 'listing',
    ),
    ...listingsOf(section.children, context),
  ]);
}
