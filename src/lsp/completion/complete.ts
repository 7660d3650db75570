/** Completion: front matter, fence attributes, IDs, numbers of steps and anchors, by what stands before the cursor. */
import type { CompletionItem, Position } from 'vscode-languageserver/node';
import { linesOf } from '../positions.ts';
import type { Place } from '../session.ts';
import { anchors } from './anchors.ts';
import { fence } from './fence.ts';
import { frontMatter } from './front-matter.ts';
import { ids } from './ids.ts';
import { numbers } from './numbers.ts';
import { ruleNames } from './rule-names.ts';
import type { Spot } from './spot.ts';

export function complete(place: Place, { line, character }: Position): CompletionItem[] {
  const lines = linesOf(place.document.text);
  const content = lines[line] ?? '';
  const before = content.slice(0, character);
  const spot: Spot = { place, lines, line, before, after: content.slice(character) };
  for (const source of [ruleNames, frontMatter, fence, anchors, numbers, ids]) {
    const items = source(spot);
    if (items !== null) return items;
  }
  return [];
}
