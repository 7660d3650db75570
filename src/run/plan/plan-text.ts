/** A plan on paper: its lines coloured, escaped, and folded to the width that there is. */
import type pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { escapeTerminalLine } from '../../text/escape.ts';
import { paletteOf } from '../operator/palette.ts';
import type { PlanLine } from './plan-view.ts';

/** Code is never folded: what is shown is what would run. */
export function planToText(
  lines: readonly PlanLine[],
  colors: ReturnType<typeof pc.createColors>,
  width: number,
): string {
  const { strong, quiet, notice, bad } = paletteOf(colors);
  const paint: Record<PlanLine['kind'], (text: string) => string> = {
    title: strong,
    stage: strong,
    step: strong,
    skipped: quiet,
    block: (text) => text,
    fact: quiet,
    code: (text) => text,
    criterion: (text) => text,
    warning: notice,
    problem: bad,
    blank: (text) => text,
  };
  return lines
    .map(({ kind, depth, text }) => {
      const indent = '  '.repeat(depth);
      const mark = MARKS[kind] ?? '';
      const safe = escapeTerminalLine(text);
      const hanging = mark === '' ? '  ' : ' '.repeat(mark.length);
      const room = Math.max(20, width - indent.length - hanging.length);
      const folded = kind === 'code' ? safe : wrapAnsi(safe, room, { hard: true, trim: true });
      const [first = '', ...rest] = folded.split('\n');
      return [`${mark}${first}`, ...rest.map((line) => `${hanging}${line}`)]
        .map((line) => `${indent}${paint[kind](line)}\n`)
        .join('');
    })
    .join('');
}

const MARKS: Partial<Record<PlanLine['kind'], string>> = {
  criterion: '◦ ',
  warning: '! ',
  problem: '✗ ',
  code: '  ',
};
