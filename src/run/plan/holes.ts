/** Fills the holes of a block or template with values, quoted so that bash reads exactly the value there. */
import type { Hole } from '../../model/index.ts';
import { quoteFor } from '../../text/shell-quote.ts';

/** The text with every hole filled that has a value; `open` names those that have none. */
export function fillHoles(
  text: string,
  holes: readonly Hole[],
  values: ReadonlyMap<string, string>,
): { text: string; open: string[] } {
  const open: string[] = [];
  let filled = text;
  for (const hole of [...holes].sort((a, b) => b.start - a.start)) {
    const value = values.get(hole.parameter);
    if (value === undefined) {
      open.unshift(hole.parameter);
      continue;
    }
    filled = filled.slice(0, hole.start) + quoteFor(value, hole.quoting) + filled.slice(hole.end);
  }
  return { text: filled, open: [...new Set(open)] };
}
