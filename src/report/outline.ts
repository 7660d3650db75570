/** The outline of a procedure for a terminal of a given width, with the reasons beside it where they are wanted. */
import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { OutlineLine } from '../emit/outline.ts';
import { escapeTerminalLine } from '../text/escape.ts';

export interface OutlineOptions {
  readonly color: boolean;
  /** Columns; `null`: nothing is wrapped, for whoever searches the output. */
  readonly width: number | null;
  /** Whether each line says from which line of the document and by which rule it came. */
  readonly why: boolean;
}

export function outlineToPretty(
  lines: readonly OutlineLine[],
  { color, width, why }: OutlineOptions,
): string {
  const colors = createColors(color);
  const plain = (text: string): string => text;
  const paint: Record<OutlineLine['kind'], (text: string) => string> = {
    title: colors.bold,
    fact: colors.dim,
    flow: colors.bold,
    stage: colors.cyan,
    step: plain,
    notice: colors.yellow,
    action: plain,
    shown: colors.dim,
    criterion: colors.dim,
    blank: plain,
  };
  return lines
    .flatMap((line) => {
      const indent = line.depth * 2;
      const text = escapeTerminalLine(line.text);
      const reason = why && line.why !== null ? `← ${escapeTerminalLine(line.why)}` : null;
      const isShort =
        reason !== null &&
        width !== null &&
        indent + stringWidth(text) + 2 + stringWidth(reason) <= width;
      if (isShort) return `${' '.repeat(indent)}${paint[line.kind](text)}  ${colors.dim(reason)}`;
      return [
        ...wrapped(text, indent, width).map((one) => paint[line.kind](one)),
        ...(reason === null ? [] : wrapped(reason, indent + 4, width).map(colors.dim)),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** What does not fit goes on below, further in. */
function wrapped(text: string, indent: number, width: number | null): string[] {
  if (width === null) return [`${' '.repeat(indent)}${text}`];
  const room = Math.max(20, width - indent - 4);
  const [first = '', ...more] = wrapAnsi(text, room, { hard: true, trim: true }).split('\n');
  return [
    `${' '.repeat(indent)}${first}`,
    ...more.map((line) => `${' '.repeat(indent + 4)}${line}`),
  ];
}
