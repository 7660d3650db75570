/** A code frame: lines of a file with the place marked under them, within a given width. */
import stringWidth from 'string-width';
import type { Span } from '../model/index.ts';
import { escapeTerminalLine } from '../text/escape.ts';

export interface FrameStyle {
  readonly dim: (text: string) => string;
  readonly mark: (text: string) => string;
}

export interface FrameOptions {
  readonly span: Span;
  /** `^` under what is wrong, `-` under what it is compared with. */
  readonly sign: '^' | '-';
  /** Behind the marks. */
  readonly label: string;
  /** Columns of the whole frame. */
  readonly width: number;
  /** Columns of the line numbers. */
  readonly gutter: number;
  readonly style: FrameStyle;
}

/** Columns kept in front of a place that is far to the right. */
const BEFORE = 24;

export function frame(source: string, options: FrameOptions): string[] {
  const { span, sign, label, width, gutter, style } = options;
  const text = lineOf(source, span.line);
  const end = span.endLine > span.line ? text.length + 1 : span.endColumn;
  const from = Math.min(span.column - 1, text.length);
  const to = Math.max(from, Math.min(end - 1, text.length));
  const room = Math.max(20, width - gutter - 3);
  const parts = squeeze(
    [text.slice(0, from), text.slice(from, to), text.slice(to)].map(clean),
    room,
  );
  const [before, inside, after] = parts;
  const bar = style.dim('|');
  const pad = ' '.repeat(gutter);
  const marks = sign.repeat(Math.max(1, stringWidth(inside)));
  const under = `${' '.repeat(stringWidth(before))}${style.mark(marks)}`;
  const beside = stringWidth(before) + marks.length + 1 + stringWidth(label) <= room;
  const lines = [
    `${pad} ${bar}`,
    `${style.dim(String(span.line).padStart(gutter))} ${bar} ${before}${inside}${after}`.trimEnd(),
    `${pad} ${bar} ${under}${label !== '' && beside ? ` ${style.mark(label)}` : ''}`,
  ];
  if (label !== '' && !beside) lines.push(`${pad} ${bar} ${style.mark(label)}`);
  return lines;
}

/** One line of a text, without its end; the empty string past the last. */
export function lineOf(source: string, number: number): string {
  let start = 0;
  for (let line = 1; line < number; line += 1) {
    const end = source.indexOf('\n', start);
    if (end === -1) return '';
    start = end + 1;
  }
  const end = source.indexOf('\n', start);
  return source.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}

function clean(text: string): string {
  return escapeTerminalLine(text.replaceAll('\t', '  '));
}

/** Cuts on the left of the place first, then on the right. */
function squeeze(parts: readonly string[], room: number): [string, string, string] {
  let [before = '', inside = '', after = ''] = parts;
  if (stringWidth(before) + stringWidth(inside) > room && stringWidth(before) > BEFORE) {
    before = `…${takeRight(before, BEFORE - 1)}`;
  }
  if (stringWidth(before) + stringWidth(inside) > room) {
    inside = `${takeLeft(inside, room - stringWidth(before) - 1)}…`;
    after = '';
  }
  const rest = room - stringWidth(before) - stringWidth(inside);
  if (stringWidth(after) > rest) after = rest > 1 ? `${takeLeft(after, rest - 1)}…` : '';
  return [before, inside, after];
}

function takeLeft(text: string, columns: number): string {
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += stringWidth(character);
    if (used > columns) break;
    taken += character;
  }
  return taken;
}

function takeRight(text: string, columns: number): string {
  return [...takeLeft([...text].reverse().join(''), columns)].reverse().join('');
}
