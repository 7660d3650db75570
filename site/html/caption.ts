/** The head of a block: what it is, where it runs, and what the document asks of its run. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Action } from '../../src/index.ts';
import type { Strings } from '../strings.ts';
import type { Fence } from './command.ts';
import { highlight } from './highlight.ts';
import { holeMarks } from './holes.ts';

export function caption({ action, language }: Fence, words: Strings): ElementContent[] {
  const say = (value: string): ElementContent[] => [{ type: 'text', value }];
  switch (action?.kind) {
    case 'run':
      if (action.expects.run === 'never') return say(`${words.listing} · ${words.neverRuns}`);
      return [...place(words.command, action.host, words), ...moves(action, words)];
    case 'script':
      return action.path
        ? [{ type: 'text', value: `${words.script}: ` }, h('code', action.path)]
        : say(words.script);
    case 'message':
      return action.channel
        ? [{ type: 'text', value: `${words.message} ` }, h('strong', action.channel)]
        : say(words.message);
    case 'document':
      if (!action.path) return say(words.file);
      return [
        { type: 'text', value: `${words.file}: ` },
        h('code', highlight(action.path, null, holeMarks(action.path, action.pathHoles, words))),
      ];
    case 'call':
      return say(words.callAction);
    default:
      return say(language ?? words.listing);
  }
}

/** What differs from a block that simply runs once and ends with 0. */
export function demands(action: Action | null, words: Strings): ElementContent[] {
  if (action?.kind !== 'run' || action.expects.run === 'never') return [];
  const { exit, timeout, run, background, retry } = action.expects;
  const said = [
    ...(run === 'ask' ? [words.asks] : []),
    ...(exit.length === 1 && exit[0] === 0 ? [] : [words.ends(exit.join(', '))]),
    ...(timeout === null ? [] : [words.limit(duration(timeout))]),
    ...(retry > 0 ? [words.attempts(retry + 1)] : []),
    ...(background ? [words.background] : []),
  ];
  return said.map((each) => h('span', { className: ['badge'] }, each));
}

function place(what: string, host: string | null, words: Strings): ElementContent[] {
  return host
    ? [{ type: 'text', value: `${what} ` }, h('strong', words.onHost(host))]
    : [{ type: 'text', value: what }];
}

function moves(action: Extract<Action, { kind: 'run' }>, words: Strings): ElementContent[] {
  const { host, hostAfter } = action;
  if (hostAfter === null || hostAfter === host) return [];
  return [{ type: 'text', value: `; ${words.later(hostAfter)}` }];
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60 || seconds % 60 !== 0) return `${seconds} s`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`;
}
