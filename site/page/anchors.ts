/** Every name that a part of a page can be pointed at by: its own in either language. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';

/**
 * The other names of an anchor, as empty elements that bear them: `step-4-3` beside `paso-4-3`. What
 * was written down in one language is found when the document is in the other.
 */
export function aliases(
  name: (language: 'es' | 'en') => string,
  own: string,
  claim: (id: string) => string | null,
): ElementContent[] {
  const others = [...new Set([name('es'), name('en')])].filter((other) => other !== own);
  return others.flatMap((other) => {
    const id = claim(other);
    return id === null ? [] : [h('span', { className: ['alias'], id })];
  });
}
