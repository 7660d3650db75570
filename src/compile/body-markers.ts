/** Lines of site generators that open and close a part of a step: `{{< tab "x" >}}`, `:::tip`, `:::`. */
import type { Span } from '../model/index.ts';
import type { BodyState } from './body-state.ts';
import { plain } from './body-text.ts';
import { readLabel } from './labels.ts';

const marker =
  /^(?:\{\{[<%]\s*(\/?)\s*(tabs?|tab-?item|details|expand|collapse)\b[^}]*\}\}|:{3,}\s*(?:([a-z][\w-]*)[ \t]*(.*))?)$/i;

/** Reads the markers of a text and returns what is no marker. */
export function readMarkers(text: string, span: Span, state: BodyState): string {
  if (!/^(?:\{\{|:::)/m.test(text)) return text;
  const rest: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const match = marker.exec(line.trim());
    if (match === null) {
      rest.push(line);
      continue;
    }
    const [, closing, shortcode, kind, title = ''] = match;
    if (shortcode !== undefined) readShortcode(shortcode, closing === '/', state);
    else if (kind === undefined) closeDirective(rest, state);
    else openDirective(kind, title.replace(/^\[|\]$/g, ''), span, state);
  }
  return rest.join('\n').trim();
}

function readShortcode(name: string, closes: boolean, state: BodyState): void {
  if (closes) state.leave();
  else {
    state.enter();
    // Of several tabs a person follows one.
    if (/^tab-?(item)?$/i.test(name)) state.asked = true;
  }
}

function openDirective(kind: string, title: string, span: Span, state: BodyState): void {
  state.enter();
  const level = levelOf(kind);
  if (level === null) return;
  state.notices.push({ level, label: kind.toUpperCase(), text: title, span });
  // What a note or a tip shows is no part of the work.
  if (level === 'note') state.asked = true;
  const announced = readLabel(`${title}:`, state.context.words)?.kind;
  if (announced === 'forbidden' || announced === 'example') state.shown = announced;
  if (announced === 'failure') state.shown = 'after-failure';
  state.expecting = level;
}

/** The words between the markers of one paragraph are those of the notice. */
function closeDirective(rest: string[], state: BodyState): void {
  const notice = state.notices.at(-1);
  if (notice !== undefined && state.expecting === notice.level && rest.length > 0) {
    notice.text = plain([notice.text, ...rest.splice(0)].filter((part) => part !== '').join('\n'));
  }
  state.leave();
}

function levelOf(kind: string): 'critical' | 'warning' | 'note' | null {
  if (/^(danger|important|error|critical)$/i.test(kind)) return 'critical';
  if (/^(warning|caution|attention)$/i.test(kind)) return 'warning';
  return /^(note|tip|info|hint|details|abstract|success|question)$/i.test(kind) ? 'note' : null;
}
