/** The gaps of a block that is only shown: its reader fills them by hand, or a page does. */
import type { Hole, ListingAction } from '../model/index.ts';
import { isShell } from './blocks.ts';
import { holesOfBlock, holesOfTemplate, slug } from './placeholders.ts';

/**
 * Gaps that are named like one of these parameters, each with how bash reads its place; `text` in another
 * language, and in lines that are no program. None where the document says that the block must not be run.
 */
export function holesOfListing(
  { code, language, because }: ListingAction,
  parameters: ReadonlySet<string>,
): Hole[] {
  if (parameters.size === 0 || because === 'forbidden') return [];
  const isProgram = isShell(language) && because !== 'only-comments' && because !== 'no-prompts';
  const found = isProgram
    ? holesOfBlock(code)
    : holesOfTemplate(code).map((hole) => ({ ...hole, parameter: slug(hole.parameter) }));
  return found
    .filter(({ parameter }) => parameters.has(parameter))
    .map(({ text: _text, ...hole }) => hole);
}
