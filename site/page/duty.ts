/** The line that says who does a stage or a step. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { PageContext } from './context.ts';
import { dutyOf } from './who.ts';

/** Nothing where the document's matrix names no activity of this title. */
export function duty({ document, words }: PageContext, title: string): ElementContent[] {
  const found = dutyOf(document.procedure, title);
  if (!found) return [];
  return [
    h('p', { className: ['duty'] }, [
      ...found.people.flatMap(({ letter, roles }, n): ElementContent[] => [
        ...(n > 0 ? [text(' · ')] : []),
        h('span', [
          h('abbr', { title: words.raciLetters[letter] ?? '' }, letter),
          ` ${roles.join(', ')}`,
        ]),
      ]),
      h('span', { className: ['from'] }, ` (${words.raciFrom(found.activity)})`),
    ]),
  ];
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
