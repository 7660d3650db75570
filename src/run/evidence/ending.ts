/** How a block ended, in a word. */
import type { Ending } from '../session/outcome.ts';
import type { Words } from '../words/words.ts';

export function endingOf(ending: Ending, { story }: Words): string {
  const say = story.endings;
  switch (ending.kind) {
    case 'exited':
      return say.exited(ending.status);
    case 'signalled':
      return say.signalled(ending.signal);
    case 'timed-out':
      return say.timedOut(ending.after / 1000);
    case 'interrupted':
      return say.interrupted;
    case 'running':
      return say.running(ending.after / 1000);
    case 'lost':
      return say.lost(ending.reason);
    case 'not-started':
      return say.notStarted(ending.reason);
    default:
      return ending satisfies never;
  }
}
