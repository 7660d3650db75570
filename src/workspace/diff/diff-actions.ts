/** What a step does differently. */
import type { Action, Difference, DifferencePlace } from '../../model/index.ts';
import { contentOf } from './course.ts';
import { diffBlock } from './diff-block.ts';
import { diffEntries } from './diff-entries.ts';
import { change, type More } from './draft.ts';
import { type Matched, match, outOfOrder, overlap, wordsOf } from './match.ts';

/** Which action of a step is which. */
export function matchActions(before: readonly Action[], after: readonly Action[]): Matched<Action> {
  return match(before, after, {
    keys: [(one) => `${one.kind} ${contentOf(one)}`, codeOf, soleOfKind(before, after)],
    likeness: (one, other) =>
      one.kind === other.kind ? overlap(wordsOf(contentOf(one)), wordsOf(contentOf(other))) : 0,
  });
}

/** @param before the step's actions, in the order that they had. */
export function diffActions(
  before: readonly Action[],
  { pairs, removed, added }: Matched<Action>,
  place: DifferencePlace,
): Difference[] {
  const order = new Map(before.map((action, index) => [action, index]));
  const done = pairs.filter((pair) => pair.every(isDone));
  return [
    ...removed.map((one) => removal(one, place)),
    ...outOfOrder(done, ([previous]) => order.get(previous)!).map(([previous, next]) =>
      change('action-reordered', 'notice', {
        place,
        what: nameOf(next),
        subject: shown(next).split('\n', 1)[0]!,
        at: next.span,
        was: previous.span,
      }),
    ),
    ...pairs.flatMap(([previous, next]) => pairChanges(previous, next, place)),
    ...added.map((one) =>
      change('action-added', one.kind === 'run' || one.kind === 'call' ? 'notice' : 'minor', {
        place,
        what: nameOf(one),
        after: shown(one),
        at: one.span,
      }),
    ),
  ];
}

/** What is only shown has no place in the order of what is done. */
function isDone({ kind }: Action): boolean {
  return kind !== 'listing' && kind !== 'script';
}

/** The same code is the same block, whether it is run or only shown. */
function codeOf(action: Action): string | null {
  const isCode = action.kind === 'run' || action.kind === 'script' || action.kind === 'listing';
  return isCode ? action.code.trim() : null;
}

/** Where a step has one block, and had one, it is that one, however much of it changed. */
function soleOfKind(
  before: readonly Action[],
  after: readonly Action[],
): (action: Action) => string | null {
  const isSole = (actions: readonly Action[], kind: Action['kind']): boolean =>
    actions.filter((one) => one.kind === kind).length === 1;
  return ({ kind }) => (isSole(before, kind) && isSole(after, kind) ? kind : null);
}

function removal(action: Action, place: DifferencePlace): Difference {
  const more = { place, what: nameOf(action), before: shown(action), was: action.span };
  switch (action.kind) {
    case 'checklist':
      return change('gate-removed', 'danger', more);
    case 'run':
    case 'call':
    case 'instruction':
    case 'message':
      return change('action-removed', 'notice', more);
    default:
      return change('action-removed', 'minor', more);
  }
}

function pairChanges(before: Action, after: Action, place: DifferencePlace): Difference[] {
  const more: More = { place, at: after.span, was: before.span };
  if (before.kind === 'run' && after.kind === 'run') return diffBlock(before, after, more);
  if (before.kind !== after.kind) {
    const code = { before: shown(before), after: shown(after) };
    if (before.kind === 'run') return [change('no-longer-run', 'notice', { ...more, ...code })];
    if (after.kind === 'run') return [change('now-run', 'notice', { ...more, ...code })];
    return [];
  }
  if (before.kind === 'checklist' && after.kind === 'checklist') {
    return diffEntries('checklist item', before.items, after.items, 'notice', place, 'notice');
  }
  const found = targetChanges(before, after, more);
  if (contentOf(before) === contentOf(after)) return found;
  const isLoud = after.kind === 'instruction' || after.kind === 'call' || after.kind === 'script';
  const texts = { before: shown(before), after: shown(after) };
  return [
    ...found,
    change('action-changed', isLoud ? 'notice' : 'minor', {
      ...more,
      ...texts,
      what: nameOf(after),
    }),
  ];
}

/** Where a message goes, which file a document is written to or a script is a listing of. */
function targetChanges(before: Action, after: Action, more: More): Difference[] {
  const targetOf = (action: Action): string | null => {
    if (action.kind === 'message') return action.channel;
    return action.kind === 'document' || action.kind === 'script' ? action.path : null;
  };
  const [was, is] = [targetOf(before), targetOf(after)];
  if (was === is) return [];
  const what = after.kind === 'message' ? 'channel' : 'path';
  return [change('setting-changed', 'notice', { ...more, what, before: was, after: is })];
}

function nameOf({ kind }: Action): string {
  return kind === 'run' ? 'block' : kind;
}

function shown(action: Action): string {
  switch (action.kind) {
    case 'checklist':
      return action.items.map(({ text }) => text).join('\n');
    case 'instruction':
      return action.text;
    case 'run':
    case 'script':
      return action.code;
    default:
      return contentOf(action);
  }
}
