/** The criteria of procedures for a terminal of a given width. */
import { createColors } from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import {
  type CriteriaCount,
  countInWords,
  type ListedCriterion,
  sumCounts,
} from '../emit/criteria.ts';
import { escapeTerminalLine } from '../text/escape.ts';

export interface ListedDocument {
  readonly name: string;
  readonly title: string;
  readonly path: string;
  /** Those that are listed. */
  readonly criteria: readonly ListedCriterion[];
  /** Of all of them. */
  readonly count: CriteriaCount;
}

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

export function criteriaToPretty(
  documents: readonly ListedDocument[],
  { color, width }: TerminalOptions,
): string {
  const colors = createColors(color);
  const put = (text: string, indent: number, paint = (plain: string): string => plain): string =>
    wrapped(text, indent, width).map(paint).join('\n');
  const parts = documents.map(({ name, title, path, criteria, count }) =>
    [
      put(`${name}  ${title}`, 0, colors.bold),
      put(path, 0, colors.dim),
      ...criteria.flatMap((one) => [
        put(`${placeOf(one)}  :${one.span.line}  ${one.text}`, 2),
        put(decision(one), 6, one.check === null ? colors.yellow : colors.green),
      ]),
      put(countInWords(count), 2, colors.dim),
    ].join('\n'),
  );
  if (documents.length !== 1) {
    const all = sumCounts(documents.map(({ count }) => count));
    const number = `${documents.length} document${documents.length === 1 ? '' : 's'}`;
    parts.push(put(`In all, ${number}: ${countInWords(all)}`, 0, colors.bold));
  }
  return `${parts.join('\n\n')}\n`;
}

function placeOf({ flow, stage, step }: ListedCriterion): string {
  if (flow === null) return 'whole procedure';
  const where = step ?? `stage ${stage}`;
  return flow === 'main' ? where : `${flow} ${where}`;
}

function decision({ origin, rule, words }: ListedCriterion): string {
  if (words === null) return 'attested: a person says whether it holds';
  return `${origin}${rule === null ? '' : ` by ${rule}`}: ${words}`;
}

/** Lines that fit, escaped; what has no blank is cut where the terminal would cut it. */
function wrapped(text: string, indent: number, width: number): string[] {
  const room = Math.max(20, width - indent);
  return wrapAnsi(escapeTerminalLine(text), room, { hard: true, trim: true })
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`);
}
