/** Stages and their steps, from a section and what stands below it. */
import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Criterion, Stage, Step, StepBecause, Text } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import type { SectionNode } from '../parse/sections.ts';
import { isBlock } from './blocks.ts';
import type { Context } from './context.ts';
import { buildCriterion } from './criteria/index.ts';
import { type HeadingParts, parseHeading } from './headings.ts';
import { type Item, readItems } from './items.ts';
import { readLabel } from './labels.ts';
import { normalize } from './normalize.ts';
import { roleOf } from './roles.ts';
import { readBody, type StepBody } from './step-body.ts';

/** Takes a stage that was found inside another flow and belongs to the rollback. */
export type Moved = (stage: Stage, section: SectionNode) => void;

/** The stages of a section that holds a whole flow. */
export function buildStages(
  container: SectionNode,
  context: Context,
  moved: Moved,
  isRollback: boolean,
): Stage[] {
  const headings = container.children.map(({ title }) => parseHeading(title, context.words));
  const stage = (section: SectionNode, number: number): Stage =>
    stageOfSection(section, number, context, moved, isRollback);
  const isStaged = headings.some(({ keyword }) => keyword === 'stage');
  const isStepped = headings.some(
    ({ keyword, number }) => keyword === 'step' || (number?.includes('.') ?? false),
  );
  const isNested = container.children.some(({ children }) => children.length > 0);
  const isNumbered = headings.some(({ number }) => number !== null);
  if (!isStaged && (isStepped || !(isNested || isNumbered)))
    return [{ ...stage(container, 1), because: 'only-stage' }];
  const stages: Stage[] = [];
  for (const section of container.children) {
    if (!isRollback && isRollbackPart(section, context)) {
      moved(stage(section, stages.length + 1), section);
    } else stages.push(stage(section, (stages.at(-1)?.number ?? 0) + 1));
  }
  const before = readBody(container.content, context, { explicit: false, title: container.title });
  if (before.actions.some(isBlock)) {
    const parts = parseHeading(container.title, context.words);
    const first = emptyStage(container, { ...parts, number: null }, 0);
    first.steps.push(toStep(container, parts, '0.1', before, 'above-parts'));
    stages.unshift({ ...first, because: 'above-stages' });
  }
  return stages;
}

/** One section as one stage. `fallback` numbers it where its heading does not. */
export function stageOfSection(
  section: SectionNode,
  fallback: number,
  context: Context,
  moved: Moved,
  isRollback: boolean,
): Stage {
  const parts = parseHeading(section.title, context.words);
  const stage = emptyStage(section, parts, fallback);
  const aboutRollback = isRollback || roleOf(section.title, context.words) === 'rollback';
  // A stage of the main flow that reverts it must not run by itself.
  if (!isRollback && aboutRollback) stage.conditional = true;
  const refs = new References(stage.number);
  collectSteps(section, stage, refs, { context, moved, isRollback: aboutRollback });
  return stage;
}

/** A numbered line that stands for a heading, with the numbered lines below it as steps. */
export function stageFromItems(head: Item, items: readonly Item[], context: Context): Stage {
  const parts = parseHeading(head.title, context.words);
  const span =
    items.length > 0
      ? {
          ...head.span,
          endLine: items.at(-1)!.span.endLine,
          endColumn: items.at(-1)!.span.endColumn,
        }
      : head.span;
  const stage: Stage = {
    ...emptyStage({ title: head.title, span } as SectionNode, parts, head.number),
    number: head.number,
    because: 'numbered-line',
  };
  const refs = new References(head.number);
  const own = readBody(head.nodes.slice(1), context, {
    explicit: items.length === 0,
    title: head.title,
  });
  stage.notices.push(...own.notices);
  const trailing = own.actions.filter(
    (action) => action.kind !== 'instruction' || items.length === 0,
  );
  if (trailing.some(({ kind }) => kind !== 'listing')) {
    stage.steps.push({
      ...toStep(
        { span: head.span },
        parts,
        refs.next(items.length === 0 ? null : '0'),
        { ...own, actions: trailing, notices: [] },
        items.length === 0 ? 'numbered-item' : 'above-parts',
      ),
    });
  }
  for (const item of items) stage.steps.push(stepOfItem(item, refs, context));
  return stage;
}

function stepOfItem(item: Item, refs: References, context: Context): Step {
  const parts = parseHeading(item.title, context.words);
  const nodes =
    item.nodes[0]?.type === 'paragraph' && item.nodes.length > 1 ? item.nodes.slice(1) : item.nodes;
  const body = readBody(nodes, context, { explicit: true, title: item.title });
  if (body.actions.length === 0) {
    body.actions.push({
      kind: 'instruction',
      span: item.span,
      lead: null,
      text: item.title,
      because: 'numbered-item',
    });
  }
  return toStep(
    item,
    { ...parts, title: item.title.replace(/:$/, '') },
    refs.next(String(item.number)),
    body,
    'numbered-item',
  );
}

interface Collecting {
  readonly context: Context;
  readonly moved: Moved;
  readonly isRollback: boolean;
}

function collectSteps(section: SectionNode, stage: Stage, refs: References, how: Collecting): void {
  const { context } = how;
  const isLeaf = section.children.length === 0;
  const run = readItems(section.content, context.lines);
  if (splitsIntoItems(run.items)) {
    const before = readBody(run.before, context, { explicit: false, title: section.title });
    stage.notices.push(...before.notices);
    if (before.actions.some(isBlock))
      stage.steps.push(
        toStep(
          section,
          parseHeading(section.title, context.words),
          refs.next(null),
          before,
          'above-parts',
        ),
      );
    for (const item of run.items) stage.steps.push(stepOfItem(item, refs, context));
  } else {
    const own = readBody(section.content, context, { explicit: isLeaf, title: section.title });
    const works = own.actions.some(
      ({ kind }) => kind !== 'listing' && (isLeaf || kind !== 'instruction'),
    );
    if (works || (isLeaf && own.criteria.length > 0)) {
      stage.steps.push(
        toStep(
          section,
          parseHeading(section.title, context.words),
          refs.next(isLeaf ? null : '0'),
          own,
          isLeaf ? undefined : 'above-parts',
        ),
      );
    } else {
      stage.notices.push(...own.notices);
      stage.criteria.push(...own.criteria.map((criterion) => ({ ...criterion, action: null })));
    }
  }
  for (const child of section.children) collectChild(child, stage, refs, how);
}

function collectChild(child: SectionNode, stage: Stage, refs: References, how: Collecting): void {
  const { context, moved, isRollback } = how;
  const parts = parseHeading(child.title, context.words);
  const words = normalize(parts.title);
  if (
    roleOf(child.title, context.words) === 'success-criteria' ||
    /^(criterios? de (salida|exito|aceptacion|finalizacion)|(exit|completion|success|acceptance) criteria)/.test(
      words,
    )
  ) {
    stage.criteria.push(...criteriaOfSection(child, context));
    return;
  }
  if (
    /^(artefactos|entregables) de (entrada|salida)|^(inputs?|outputs?|(input|output) artifacts|entradas|salidas)\b/.test(
      words,
    )
  ) {
    (/(entrada|input)/.test(words) ? stage.inputs : stage.outputs).push(...textsOfSection(child));
    return;
  }
  if (!isRollback && isRollbackPart(child, context)) {
    moved(stageOfSection(child, stage.number, context, moved, true), child);
    return;
  }
  const role = roleOf(child.title, context.words);
  const isExplicit =
    parts.keyword === 'step' ||
    (parts.number !== null &&
      child.children.every((part) => parseHeading(part.title, context.words).number === null));
  if (isExplicit) {
    const body = readBody(flatten(child), context, { explicit: true, title: parts.title });
    stage.steps.push(toStep(child, parts, refs.next(parts.number), body));
    return;
  }
  if (child.children.length > 0) {
    collectSteps(child, stage, refs, how);
    return;
  }
  const isProse =
    role !== 'other' && role !== 'validation' && role !== 'procedure' && role !== 'rollback';
  const run = readItems(child.content, context.lines);
  if (splitsIntoItems(run.items)) {
    collectSteps(child, stage, refs, how);
    return;
  }
  const body = readBody(child.content, context, { explicit: false, title: parts.title });
  const works = body.actions.some(
    ({ kind }) => kind !== 'listing' && !(isProse && kind === 'instruction'),
  );
  if (works || body.criteria.length > 0)
    stage.steps.push(toStep(child, parts, refs.next(null), body));
  else stage.notices.push(...body.notices);
}

/** Whether a heading inside a flow opens what undoes it. An explicit stage stays, and becomes conditional. */
function isRollbackPart(section: SectionNode, context: Context): boolean {
  return (
    roleOf(section.title, context.words) === 'rollback' &&
    parseHeading(section.title, context.words).keyword !== 'stage'
  );
}

/** Numbered items are steps where at least one of two or more holds a block. */
function splitsIntoItems(items: readonly Item[]): boolean {
  return items.length > 1 && items.some(({ nodes }) => nodes.some(holdsCode));
}

function holdsCode(node: RootContent): boolean {
  return (
    node.type === 'code' || ('children' in node && (node.children as RootContent[]).some(holdsCode))
  );
}

/** An explicit step is one unit, whatever headings stand inside it. */
function flatten(section: SectionNode): RootContent[] {
  return [
    ...section.content,
    ...section.children.flatMap((child) => [child.heading!, ...flatten(child)]),
  ];
}

function criteriaOfSection(section: SectionNode, context: Context): Criterion[] {
  return section.content.flatMap((node) => {
    if (node.type === 'list') {
      return node.children.map((item) =>
        toCriterion(textOf(item.children[0] ?? item).trim(), spanOf(item)),
      );
    }
    return node.type === 'paragraph' &&
      readLabel(textOf(node), context.words) === null &&
      !textOf(node).trim().endsWith(':')
      ? [toCriterion(textOf(node).trim(), spanOf(node))]
      : [];
  });
}

function toCriterion(text: string, span: Criterion['span']): Criterion {
  return buildCriterion({ text, span, because: 'criteria-heading' }, null);
}

function textsOfSection(section: SectionNode): Text[] {
  return section.content.flatMap((node) =>
    node.type === 'list'
      ? node.children.map((item) => ({ text: textOf(item).trim(), span: spanOf(item) }))
      : [],
  );
}

function emptyStage(
  section: Pick<SectionNode, 'title' | 'span'>,
  parts: HeadingParts,
  fallback: number,
): Stage {
  const number = Number.parseInt(parts.number ?? '', 10);
  return {
    // More digits than a number holds are no number of a stage.
    number: Number.isSafeInteger(number) ? number : fallback,
    title: parts.title,
    minutes: parts.minutes,
    conditional: parts.conditional,
    optional: parts.optional,
    notices: [],
    steps: [],
    criteria: [],
    inputs: [],
    outputs: [],
    because: headingKind(parts, 'stage'),
    span: section.span,
  };
}

function toStep(
  { span }: Pick<SectionNode, 'span'>,
  parts: HeadingParts,
  ref: string,
  body: StepBody,
  because: StepBecause = headingKind(parts, 'step'),
): Step {
  return {
    ref,
    title: parts.title,
    conditional: parts.conditional,
    optional: parts.optional,
    notices: body.notices,
    actions: body.actions,
    criteria: body.criteria,
    because,
    span,
  };
}

/** What made a heading a stage or a step, where it is nothing else than the heading. */
function headingKind<Kind extends 'stage' | 'step'>(
  { keyword, number }: HeadingParts,
  kind: Kind,
): `${Kind}-word` | 'numbered-heading' | 'heading' {
  if (keyword === kind) return `${kind}-word`;
  return number === null ? 'heading' : 'numbered-heading';
}

/** Refs of a stage's steps: as written where they are, counted where not. */
class References {
  readonly #stage: number;
  #count = 0;

  constructor(stage: number) {
    this.#stage = stage;
  }

  next(written: string | null): string {
    this.#count += 1;
    if (written === null) return `${this.#stage}.${this.#count}`;
    return /^[A-Z]|\./.test(written) ? written : `${this.#stage}.${written}`;
  }
}
