/** Alerts, admonitions: a notice, and blocks inside it that are asides where it only informs. */
import type { Blockquote, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Notice } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import type { BodyState } from './body-state.ts';
import { plain } from './body-text.ts';
import { readLabel } from './labels.ts';

export function readAside(
  node: Blockquote,
  { level, label }: Pick<Notice, 'level' | 'label'>,
  state: BodyState,
  read: (node: RootContent, state: BodyState) => void,
): void {
  const words = node.children.filter(({ type }) => /^(paragraph|heading|list)$/.test(type));
  const text = words.map((child) => textOf(child)).join('\n');
  state.notices.push({
    level,
    label,
    text: plain(text.replace(/^\[!\w+\]\s*/, '')),
    span: spanOf(node),
  });
  // What a note or a tip shows is no part of the work.
  if (level === 'note') state.asked = true;
  for (const child of node.children) {
    if (child.type === 'code' || child.type === 'blockquote' || child.type === 'html')
      read(child, state);
    else if (child.type === 'paragraph') announce(textOf(child), state);
    else if (child.type === 'list')
      for (const item of child.children)
        for (const part of item.children) {
          if (part.type === 'code') read(part, state);
          else announce(textOf(part), state);
        }
  }
}

/** The words of a notice ask for nothing by themselves, but say what the next block is. */
function announce(text: string, state: BodyState): void {
  const kind = readLabel(text.replace(/^\[!\w+\]\s*/, ''), state.context.words)?.kind ?? null;
  state.lead = text.replace(/:$/, '');
  state.expecting = null;
  if (kind === 'failure') state.shown = 'after-failure';
  else if (kind === 'example' || kind === 'forbidden' || kind === 'alternative')
    state.expecting = kind;
}
