/** Every place where a text names a procedure by its ID, its own ID included: what a rename has to change. */
import { idPattern, type Reference } from '../model/index.ts';
import { parseFrontMatter } from '../parse/front-matter.ts';
import { parseWithin } from '../parse/limits.ts';
import { Lines } from '../parse/position.ts';
import { findReferences } from './references.ts';

export function mentionsOf(text: string, families: readonly string[]): Reference[] {
  const { tree } = parseWithin(text);
  const frontMatter = parseFrontMatter(text, tree);
  const all = findReferences(tree, frontMatter, new Lines(text), idPattern(families), null);
  return all.filter(({ kind }) => kind === 'id');
}
