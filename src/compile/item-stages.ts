/** Stages and steps of numbered lines that stand for headings. */
import type { RootContent } from 'mdast';
import type { Stage, Step } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import { isConditional } from './conditions.ts';
import type { Context } from './context.ts';
import { parseHeading } from './headings.ts';
import type { Item } from './items.ts';
import { roleOf } from './roles.ts';
import { emptyStage, References, toStep } from './stage-parts.ts';
import { type BodyOptions, readBody } from './step-body.ts';

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
  const isRollback = roleOf(head.title, context.words) === 'rollback';
  const about = { purpose: isRollback ? 'undo' : 'work', undoes: isRollback } as const;
  const own = readBody(head.nodes.slice(1), context, {
    ...about,
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
  for (const item of items) stage.steps.push(stepOfItem(item, refs, context, about));
  return stage;
}

/** A numbered item as a step. */
export function stepOfItem(
  item: Item,
  refs: References,
  context: Context,
  about: Pick<BodyOptions, 'purpose' | 'undoes'>,
): Step {
  const parts = parseHeading(item.title, context.words);
  const nodes =
    item.nodes[0]?.type === 'paragraph' && item.nodes.length > 1 ? item.nodes.slice(1) : item.nodes;
  const body = readBody(nodes, context, { explicit: true, title: item.title, ...about });
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
    {
      ...parts,
      title: item.title.replace(/:$/, ''),
      // 'If memory is full, raise the limit:'
      conditional: parts.conditional || (about.purpose !== 'undo' && isConditional(item.title)),
    },
    refs.next(String(item.number)),
    body,
    'numbered-item',
  );
}

/** Numbered items are steps where at least one of two or more holds a block. */
export function splitsIntoItems(items: readonly Item[]): boolean {
  return items.length > 1 && items.some(({ nodes }) => nodes.some(holdsCode));
}

function holdsCode(node: RootContent): boolean {
  return (
    node.type === 'code' || ('children' in node && (node.children as RootContent[]).some(holdsCode))
  );
}
