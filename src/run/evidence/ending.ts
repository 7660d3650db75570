/** How a block ended, in a word. */
import type { Ending } from '../session/outcome.ts';

export function endingOf(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `exit status ${ending.status}`;
    case 'signalled':
      return `ended by ${ending.signal}`;
    case 'timed-out':
      return `timed out after ${ending.after / 1000} s`;
    case 'interrupted':
      return 'interrupted';
    case 'running':
      return `running after ${ending.after / 1000} s`;
    case 'lost':
      return `lost: ${ending.reason}`;
    case 'not-started':
      return `not started: ${ending.reason}`;
    default:
      return ending satisfies never;
  }
}
