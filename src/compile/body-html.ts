/** HTML that folds or tabs a part of a step: `<details>`, `<summary>`, `<TabItem>`. Comments say nothing. */
import type { Html } from 'mdast';
import { spanOf } from '../parse/position.ts';
import { readSentence } from './body-labels.ts';
import type { BodyState } from './body-state.ts';
import { readLabel } from './labels.ts';

const tags =
  /<!--[\s\S]*?-->|<summary\b[^>]*>([\s\S]*?)<\/summary>|<(\/?)(details|tabitem)\b[^>]*>/gi;

export function readHtml(node: Html, state: BodyState): void {
  // What folds or tabs is short; a page of HTML is shown as it is.
  if (node.value.length > 10_000) return;
  for (const [, summary, closing, name] of node.value.matchAll(tags)) {
    if (summary !== undefined) readSummary(summary.replace(/<[^>]*>/g, '').trim(), node, state);
    else if (name === undefined) continue;
    else if (closing === '/') state.leave();
    else {
      state.enter();
      // Of several tabs a person follows one.
      if (name.toLowerCase() === 'tabitem') state.asked = true;
    }
  }
}

function readSummary(text: string, node: Html, state: BodyState): void {
  const source = `${text.replace(/:$/, '')}:`;
  const kind = readLabel(source, state.context.words)?.kind ?? null;
  if (kind === 'example' || kind === 'forbidden') state.shown = kind;
  if (kind === null) state.lead = text;
  else readSentence(source, spanOf(node), state, false);
}
