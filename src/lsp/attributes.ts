/** The attributes of a fence, in words. */
import type { fenceAttributes } from '../compiler.ts';

/** What each does, and values to choose from or to begin with; none where the name stands alone. */
export const attributes: Readonly<
  Record<(typeof fenceAttributes)[number], readonly [string, ...string[]]>
> = {
  run: ['whether a run executes the block', 'never', 'ask', 'auto'],
  timeout: ['stop the block after this long', '30s', '5m', '1h'],
  exit: ['exit statuses that are no failure', '0', '0,1'],
  interactive: ['the block needs a terminal'],
  background: ['the run goes on while the block runs'],
  check: ['the block decides the criterion above it: exit 0 means that it holds'],
  name: ['a name for the block'],
  retry: ['further attempts after a failure', '3', '5'],
  every: ['time between attempts', '2s', '10s'],
};
