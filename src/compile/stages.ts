/** The stages of a flow, from the section that holds it. */
import type { Stage } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import { parseHeading } from './headings.ts';
import { isBlock } from './listings.ts';
import { roleOf } from './roles.ts';
import { emptyStage, References, toStep } from './stage-parts.ts';
import { readBody } from './step-body.ts';
import { type Building, collectSteps, isRollbackPart, parseTitle } from './steps.ts';

/** The stages of a section that holds a whole flow. */
export function buildStages(container: SectionNode, how: Building): Stage[] {
  const { words } = how.context;
  const headings = container.children.map(({ title }) => parseHeading(title, words));
  const isStaged = headings.some(({ keyword }) => keyword === 'stage');
  const isStepped = headings.some(
    ({ keyword, number }) => keyword === 'step' || (number?.includes('.') ?? false),
  );
  const isNested = container.children.some(({ children }) => children.length > 0);
  const isNumbered = headings.some(({ number }) => number !== null);
  if (!isStaged && (isStepped || !(isNested || isNumbered)))
    return [{ ...stageOfSection(container, 1, how), because: 'only-stage' }];
  const stages: Stage[] = [];
  for (const section of container.children) {
    if (!how.isRollback && isRollbackPart(section, how.context))
      how.moved(section, stages.length + 1);
    else stages.push(stageOfSection(section, (stages.at(-1)?.number ?? 0) + 1, how));
  }
  const above = stageAbove(container, how);
  return above === null ? stages : [above, ...stages];
}

/** What is to be done before the first stage. */
function stageAbove(
  container: SectionNode,
  { context, purpose, isRollback }: Building,
): Stage | null {
  const { title, content } = container;
  const body = readBody(content, context, { explicit: false, title, purpose, undoes: isRollback });
  if (!body.actions.some(isBlock)) return null;
  const parts = parseHeading(title, context.words);
  const stage = emptyStage(container, { ...parts, number: null }, 0);
  stage.steps.push(toStep(container, parts, '0.1', body, 'above-parts'));
  return { ...stage, because: 'above-stages' };
}

/** One section as one stage. `fallback` numbers it where its heading does not. */
export function stageOfSection(section: SectionNode, fallback: number, how: Building): Stage {
  const stage = emptyStage(section, parseTitle(section.title, how), fallback);
  const isRollback = how.isRollback || roleOf(section.title, how.context.words) === 'rollback';
  // A stage of the main flow that reverts it must not run by itself.
  if (!how.isRollback && isRollback) stage.conditional = true;
  collectSteps(section, stage, new References(stage.number), { ...how, isRollback });
  return stage;
}
