/** Commands that never end by themselves. */

import { firstVerb, hasFlag } from './flags.ts';
import type { HazardReason } from './reasons.ts';

export function neverEnds(name: string, words: readonly string[]): HazardReason | null {
  const follows = (): boolean => hasFlag(words, 'f', ['--follow', '--follow=true', '--tail']);
  switch (name) {
    case 'tail':
      return follows() || hasFlag(words, 'F', []) ? 'follows a file and never ends' : null;
    case 'watch':
      return hasFlag(words, 'g', ['--chgexit']) ? null : 'repeats a command and never ends';
    case 'journalctl':
      return follows() ? 'follows the journal and never ends' : null;
    case 'kubectl':
    case 'oc': {
      const verb = firstVerb(words);
      if (verb === 'logs' && follows()) return 'follows a log and never ends';
      if (verb === 'get' && hasFlag(words, 'w', ['--watch'])) return 'watches and never ends';
      return verb === 'port-forward' || verb === 'proxy' ? 'serves until it is stopped' : null;
    }
    case 'docker':
    case 'podman':
    case 'docker-compose':
      return words.includes('logs') && follows() ? 'follows a log and never ends' : null;
    case 'dmesg':
      return hasFlag(words, 'w', ['--follow', '--follow-new'])
        ? 'follows the log and never ends'
        : null;
    case 'top':
    case 'htop':
      return hasFlag(words, 'bn', []) ? null : 'shows processes until it is stopped';
    case 'ping':
      return hasFlag(words, 'cw', ['--count']) ? null : 'never ends without -c';
    default:
      return null;
  }
}
