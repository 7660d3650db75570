/** A fence on the page: what it is, what it endangers, its code, and a button that copies it. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Action } from '../../src/index.ts';
import type { Strings } from '../strings.ts';
import { highlight, type Mark } from './highlight.ts';

export interface Fence {
  readonly value: string;
  readonly language: string | null;
  /** What the compiler made of it; `null` where it made nothing of it. */
  readonly action: Action | null;
}

/** The block, with its head and copy button. */
export function commandBlock(fence: Fence, words: Strings): ElementContent {
  const { action, value } = fence;
  const runs = action?.kind === 'run' && action.expects.run !== 'never';
  const hazards = action?.kind === 'run' || action?.kind === 'script' ? action.hazards : [];
  const kinds = [...new Set(hazards.map((hazard) => hazard.kind))].filter(
    (kind) => kind !== 'remote',
  );
  const destructive = kinds.includes('destructive');
  return h(
    'figure',
    {
      className: [
        'block',
        runs ? 'is-run' : 'is-shown',
        destructive ? 'is-destructive' : '',
      ].filter(Boolean),
    },
    [
      h('figcaption', [
        h('span', { className: ['what'] }, caption(fence, words)),
        ...kinds.map((kind) =>
          h(
            'span',
            {
              className: ['badge', `hazard-${kind}`],
              title: hazards
                .filter((x) => x.kind === kind)
                .map((x) => `${x.command}: ${x.reason}`)
                .join('\n'),
            },
            words.hazard[kind],
          ),
        ),
        h(
          'button',
          {
            type: 'button',
            className: ['copy'],
            'data-copy': copied(fence) === value ? '' : copied(fence),
            'data-done': words.copied,
            'data-failed': words.copyFailed,
            hidden: true,
          },
          words.copy,
        ),
      ]),
      h('pre', { tabIndex: 0 }, h('code', highlight(value, fence.language, marks(fence, words)))),
      ...syntaxError(fence, words),
    ],
  );
}

function caption({ action, language }: Fence, words: Strings): ElementContent[] {
  const say = (value: string): ElementContent[] => [{ type: 'text', value }];
  switch (action?.kind) {
    case 'run':
      if (action.expects.run === 'never') return say(`${words.listing} · ${words.neverRuns}`);
      return action.host
        ? [{ type: 'text', value: `${words.command} ` }, h('strong', words.onHost(action.host))]
        : say(words.command);
    case 'script':
      return action.path
        ? [{ type: 'text', value: `${words.script}: ` }, h('code', action.path)]
        : say(words.script);
    case 'message':
      return action.channel
        ? [{ type: 'text', value: `${words.message} ` }, h('strong', action.channel)]
        : say(words.message);
    case 'document':
      return action.path
        ? [{ type: 'text', value: `${words.file}: ` }, h('code', action.path)]
        : say(words.file);
    case 'call':
      return say(words.callAction);
    default:
      return say(language ?? words.listing);
  }
}

/** Of a `console` fence only what is typed is worth copying. Otherwise the script copies what is shown. */
function copied({ action, value, language }: Fence): string {
  if (language === 'console' && (action?.kind === 'run' || action?.kind === 'script')) {
    return `${action.code.replace(/^\s*\n/gm, '').trimEnd()}\n`;
  }
  return value;
}

function marks({ action, value }: Fence, words: Strings): Mark[] {
  if (!action || !('holes' in action)) return [];
  const source = 'code' in action ? action.code : action.template;
  // A console fence shows prompts and output as well: offsets into its code do not fit what is shown.
  if (source !== value && source.trimEnd() !== value.trimEnd()) return [];
  return action.holes.map((hole) => ({
    start: hole.start,
    end: hole.end,
    title: `${words.hole}: ${hole.parameter}`,
  }));
}

function syntaxError({ action }: Fence, words: Strings): ElementContent[] {
  if (action?.kind !== 'run' && action?.kind !== 'script') return [];
  if (!action.syntaxError) return [];
  const { text, span } = action.syntaxError;
  return [
    h(
      'p',
      { className: ['invalid'] },
      `${words.syntaxError} (${words.line} ${span.line}): ${text}`,
    ),
  ];
}
