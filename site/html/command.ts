/** A fence on the page: what it is, what it endangers, its code, and a button that copies it. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Action, Hole } from '../../src/index.ts';
import type { Strings } from '../strings.ts';
import { caption, demands } from './caption.ts';
import { consoleLines } from './console.ts';
import { highlight, type Mark } from './highlight.ts';
import { gapMarks, holeMarks, variablesOf } from './holes.ts';

export interface Fence {
  readonly value: string;
  readonly language: string | null;
  /** What the compiler made of it; `null` where it made nothing of it. */
  readonly action: Action | null;
  /** Gaps of a block that is only shown, which its action does not have. */
  readonly gaps?: readonly Hole[] | undefined;
}

/** The block, with its head and copy button. */
export function commandBlock(
  fence: Fence,
  words: Strings,
  medium: 'screen' | 'print' = 'screen',
): ElementContent {
  const { action } = fence;
  const runs = action?.kind === 'run' && action.expects.run !== 'never';
  const hazards = action?.kind === 'run' || action?.kind === 'script' ? action.hazards : [];
  const kinds = [...new Set(hazards.map((hazard) => hazard.kind))].filter(
    (kind) => kind !== 'remote',
  );
  const destructive = kinds.includes('destructive');
  const reads = action === null ? [] : variablesOf(action);
  return h(
    'figure',
    {
      className: [
        'block',
        runs ? 'is-run' : 'is-shown',
        destructive ? 'is-destructive' : '',
      ].filter(Boolean),
      ...(reads.length > 0 ? { 'data-reads': reads.join(' ') } : {}),
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
                .map((x) => `${x.command}: ${words.hazardReason(x.reason)}`)
                .join('\n'),
            },
            words.hazard[kind],
          ),
        ),
        ...demands(action, words),
        h(
          'button',
          {
            type: 'button',
            className: ['copy', 'needs-script'],
            'data-copy': '',
            'data-done': words.copied,
            'data-failed': words.copyFailed,
          },
          words.copy,
        ),
      ]),
      h('pre', { tabIndex: 0 }, h('code', code(fence, words, medium))),
      ...syntaxError(fence, words),
    ],
  );
}

function code(
  { action, value, language, gaps }: Fence,
  words: Strings,
  medium: 'screen' | 'print',
): ElementContent[] {
  if (language === 'console' && (action?.kind === 'run' || action?.kind === 'script')) {
    const marks = holeMarks(action.code, action.holes, words);
    return consoleLines(value, action.code, marks, medium);
  }
  return highlight(value, language, marks({ action, value, language, gaps }, words), medium);
}

function marks({ action, value, gaps = [] }: Fence, words: Strings): Mark[] {
  if (action?.kind === 'listing')
    return action.code.trimEnd() === value.trimEnd() ? gapMarks(action.code, gaps, words) : [];
  if (!action || !('holes' in action)) return [];
  const source = 'code' in action ? action.code : action.template;
  // Offsets into a text that is not the one that is shown would mark the wrong place.
  if (source !== value && source.trimEnd() !== value.trimEnd()) return [];
  return holeMarks(source, action.holes, words);
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
