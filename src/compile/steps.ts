/** The steps of a stage: the smallest titled parts below it that hold an action. */
import type { RootContent } from 'mdast';
import type { Stage, Step } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import { isConditional } from './conditions.ts';
import type { Context } from './context.ts';
import { type HeadingParts, parseHeading } from './headings.ts';
import { splitsIntoItems, stepOfItem } from './item-stages.ts';
import { readItems } from './items.ts';
import { isBlock } from './listings.ts';
import { normalize } from './normalize.ts';
import { roleOf } from './roles.ts';
import { criteriaOfSection, readOwnTables, textsOfSection } from './stage-criteria.ts';
import { type References, toStep } from './stage-parts.ts';
import { type Purpose, readBody, type StepBody } from './step-body.ts';
import { stepsOfTables } from './step-tables.ts';

/** What the parts of a flow are read with. */
export interface Building {
  readonly context: Context;
  /** Takes a part that was found inside another flow and belongs to the rollback, with its stage's number. */
  readonly moved: (section: SectionNode, number: number) => void;
  /** The whole is about a rollback, so headings about one stay where they stand. */
  readonly isRollback: boolean;
  readonly purpose: Purpose;
}

/** What a title says; 'If the disk is full' is a condition, except where something failed already. */
export function parseTitle(title: string, { context, purpose }: Building): HeadingParts {
  const parts = parseHeading(title, context.words);
  const conditional = parts.conditional || (purpose !== 'undo' && isConditional(parts.title));
  return { ...parts, conditional };
}

/** Reads what stands in a section into its stage, and then each part below it. */
export function collectSteps(
  section: SectionNode,
  stage: Stage,
  refs: References,
  how: Building,
): void {
  const { context, purpose } = how;
  const parts = parseTitle(section.title, how);
  const isLeaf = section.children.length === 0;
  const { items, before } = readItems(section.content, context.lines);
  readOwnTables(section, stage, context);
  const splits = splitsIntoItems(items);
  const isWhole = isLeaf && !splits;
  const body = readBody(splits ? before : section.content, context, {
    explicit: isWhole,
    title: section.title,
    purpose,
    undoes: how.isRollback,
  });
  const works = isWhole
    ? holdsWork(body) || body.criteria.length > 0
    : holdsWorkAbove(body, section, context);
  if (works) {
    const ref = refs.next(isLeaf ? null : '0');
    stage.steps.push(toStep(section, parts, ref, body, isWhole ? undefined : 'above-parts'));
  } else leaveToStage(body, stage, context);
  // Beside blocks a table explains; alone it is what there is to do.
  if (!body.actions.some(isBlock))
    stage.steps.push(...stepsOfTables(section.content, refs, context));
  if (splits)
    for (const item of items)
      stage.steps.push(stepOfItem(item, refs, context, { purpose, undoes: how.isRollback }));
  for (const child of section.children) collectChild(child, stage, refs, how);
}

function holdsWork({ actions }: StepBody): boolean {
  return actions.some(({ kind }) => kind !== 'listing');
}

/** Prose above the parts of a stage may ask for work; above those of a whole flow it says what they are for. */
function holdsWorkAbove({ actions }: StepBody, section: SectionNode, { words }: Context): boolean {
  const isStage =
    parseHeading(section.title, words).keyword === 'stage' ||
    roleOf(section.title, words) === 'other';
  return actions.some((action) =>
    action.kind === 'instruction'
      ? isStage && !action.text.trimEnd().endsWith(':')
      : action.kind !== 'listing',
  );
}

/** What a part says that is no step. */
function leaveToStage(body: StepBody, stage: Stage, context: Context): void {
  stage.notices.push(...body.notices);
  stage.criteria.push(...body.criteria.map((criterion) => ({ ...criterion, action: null })));
  context.listings.push(...body.actions.filter(({ kind }) => kind === 'listing'));
}

function collectChild(child: SectionNode, stage: Stage, refs: References, how: Building): void {
  const { context, isRollback } = how;
  if (isDeclaration(child, stage, context)) return;
  if (!isRollback && isRollbackPart(child, context)) {
    how.moved(child, stage.number);
    return;
  }
  const known = stage.steps.length;
  const parts = parseTitle(child.title, how);
  if (isExplicit(child, parts, context))
    stage.steps.push(explicitStep(child, parts, stage, refs, how));
  else if (
    child.children.length > 0 ||
    splitsIntoItems(readItems(child.content, context.lines).items)
  )
    collectSteps(child, stage, refs, how);
  else collectLeaf(child, parts, stage, refs, how);
  // What holds for a part holds for all that stands below it.
  for (const step of stage.steps.slice(known)) {
    step.conditional ||= parts.conditional;
    step.optional ||= parts.optional;
  }
}

/** Inputs, outputs and criteria of the stage. */
function isDeclaration(child: SectionNode, stage: Stage, context: Context): boolean {
  const words = normalize(parseHeading(child.title, context.words).title);
  if (/^(criterios? de entrada|entry criteri(a|on))$/.test(words)) {
    const group = stage.title;
    context.prerequisites.push(...textsOfSection(child).map((text) => ({ group, ...text })));
  } else if (roleOf(child.title, context.words) === 'success-criteria') {
    readOwnTables(child, stage, context);
    if (stage.criteria.length === 0 || child.content.every(({ type }) => type !== 'table'))
      stage.criteria.push(...criteriaOfSection(child, context));
  } else if (
    /^(artefactos|entregables) de (entrada|salida)|^(inputs?|outputs?|(input|output) artifacts|entradas|salidas)\b/.test(
      words,
    )
  ) {
    (/(entrada|input)/.test(words) ? stage.inputs : stage.outputs).push(...textsOfSection(child));
  } else return false;
  return true;
}

function isExplicit(
  child: SectionNode,
  { keyword, number }: HeadingParts,
  { words }: Context,
): boolean {
  const isNumbered = ({ title }: SectionNode): boolean =>
    parseHeading(title, words).number !== null;
  return keyword === 'step' || (number !== null && !child.children.some(isNumbered));
}

/** An explicit step is one unit, whatever headings stand inside it, except for those that undo it. */
function explicitStep(
  child: SectionNode,
  parts: HeadingParts,
  stage: Stage,
  refs: References,
  how: Building,
): Step {
  const { context, purpose, isRollback } = how;
  const flatten = (section: SectionNode): RootContent[] => [
    ...section.content,
    ...section.children.flatMap((part) => {
      if (isRollback || !isRollbackPart(part, context)) return [part.heading!, ...flatten(part)];
      how.moved(part, stage.number);
      return [];
    }),
  ];
  const body = readBody(flatten(child), context, {
    explicit: true,
    title: parts.title,
    purpose,
    undoes: isRollback,
  });
  return toStep(child, parts, refs.next(parts.number), body);
}

function collectLeaf(
  child: SectionNode,
  parts: HeadingParts,
  stage: Stage,
  refs: References,
  { context, purpose, isRollback }: Building,
): void {
  const role = roleOf(child.title, context.words);
  const describes =
    role !== 'other' && role !== 'validation' && role !== 'procedure' && role !== 'rollback';
  const body = readBody(child.content, context, {
    explicit: false,
    title: parts.title,
    purpose,
    undoes: isRollback,
  });
  const works = body.actions.some(
    ({ kind }) => kind !== 'listing' && !(describes && kind === 'instruction'),
  );
  if (works || body.criteria.length > 0)
    stage.steps.push(toStep(child, parts, refs.next(null), body));
  else leaveToStage(body, stage, context);
}

/** Whether a heading inside a flow opens what undoes it. An explicit stage stays, and becomes conditional. */
export function isRollbackPart(section: SectionNode, { words }: Context): boolean {
  return (
    roleOf(section.title, words) === 'rollback' &&
    parseHeading(section.title, words).keyword !== 'stage'
  );
}
