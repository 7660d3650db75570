/** Commands that need a person at the terminal. */

import { firstVerb, hasFlag } from './flags.ts';
import type { Surroundings } from './hazards.ts';
import type { HazardReason } from './reasons.ts';
import { skipOptions } from './unwrap.ts';
import type { Argument } from './words.ts';

const EDITORS = new Set(['vim', 'vi', 'nvim', 'nano', 'emacs', 'visudo', 'vipw', 'less', 'more']);
const SCREENS = new Set(['tmux', 'screen', 'mc', 'passwd', 'psql', 'mysql', 'mariadb', 'mongo']);
const REPLS = new Set([
  'python',
  'python3',
  'node',
  'irb',
  'ipython',
  'redis-cli',
  'sqlite3',
  'mongosh',
]);

export function needsPerson(
  name: string,
  words: readonly string[],
  args: readonly Argument[],
  { fed }: Surroundings,
): HazardReason | null {
  if (EDITORS.has(name) && !(fed && (name === 'less' || name === 'more'))) {
    return 'opens a screen for a person';
  }
  if (REPLS.has(name)) {
    const alone = name === 'sqlite3' ? words.length < 2 : words.length === 0;
    return alone && !fed ? 'waits for what a person types' : null;
  }
  if (SCREENS.has(name)) return fed ? null : screen(name, words);
  switch (name) {
    case 'ssh': {
      const at = skipOptions(args, 1, { valued: 'BbcDEeFIiJLlmOopQRSWw' });
      const flags = words.some((word) => /^-\w*[NfVGQ]/.test(word));
      const alone = skipOptions(args, at + 1, { valued: 'BbcDEeFIiJLlmOopQRSWw' }) >= args.length;
      return at < args.length && alone && !flags && !fed ? 'opens a session on another host' : null;
    }
    case 'vagrant':
      return words[0] === 'ssh' &&
        !words.includes('-c') &&
        !words.includes('--command') &&
        !words.includes('--') &&
        !fed
        ? 'opens a session on a virtual machine'
        : null;
    case 'su':
      return words.includes('-c') || words.includes('--command') || fed ? null : 'opens a shell';
    case 'sudo':
      return hasFlag(words.slice(0, 1), 'is', ['--login', '--shell']) && words.length === 1 && !fed
        ? 'opens a shell'
        : null;
    case 'read':
      return hasFlag(words, 'p', []) && !fed ? 'asks a person a question' : null;
    case 'docker':
    case 'podman':
    case 'docker-compose':
      return (words.includes('exec') || words.includes('run')) && asksTerminal(words)
        ? 'opens a terminal in a container'
        : null;
    case 'kubectl':
    case 'oc': {
      const verb = firstVerb(words);
      if (verb === 'edit') return 'opens an editor';
      if (verb === 'rsh' && words.filter((word) => !word.startsWith('-')).length === 2) {
        return 'opens a terminal in a container';
      }
      return (verb === 'exec' || verb === 'run') && asksTerminal(words)
        ? 'opens a terminal in a container'
        : null;
    }
    case 'crontab':
      return words.includes('-e') ? 'opens an editor' : null;
    case 'git':
      return destroysNothingButAsks(words) ? 'opens an editor' : null;
    default:
      return null;
  }
}

function screen(name: string, words: readonly string[]): HazardReason | null {
  if (name === 'passwd')
    return hasFlag(words, 'ludeS', ['--lock', '--unlock']) ? null : 'asks for a password';
  if (name === 'tmux' || name === 'screen') {
    return words.length === 0 || words.some((word) => /^(attach|a|-r|-x)$/.test(word))
      ? 'opens a screen for a person'
      : null;
  }
  if (name === 'mc') return 'opens a screen for a person';
  const batch =
    name === 'psql'
      ? hasFlag(words, 'cflV', ['--command', '--file', '--list', '--version'])
      : hasFlag(words, 'eV', ['--execute', '--eval', '--version', '--help']);
  return batch ? null : 'waits for what a person types';
}

function destroysNothingButAsks(words: readonly string[]): boolean {
  return words[0] === 'rebase' && hasFlag(words, 'i', ['--interactive']);
}

function asksTerminal(words: readonly string[]): boolean {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  return own.some((word) => /^-[a-z]*t[a-z]*$/.test(word) || word === '--tty');
}
