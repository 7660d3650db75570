/** A plan on paper: its lines coloured, escaped, and folded to the width that there is. */
import type pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { escapeTerminalLine } from '../../text/escape.ts';
import type { PlanLine } from './plan-view.ts';

/** Code is never folded: what is shown is what would run. */
export function planToText(
  lines: readonly PlanLine[],
  colors: ReturnType<typeof pc.createColors>,
  width: number,
): string {
  const paint: Record<PlanLine['kind'], (text: string) => string> = {
    title: colors.bold,
    stage: colors.bold,
    step: colors.cyan,
    skipped: colors.dim,
    block: (text) => text,
    fact: colors.dim,
    code: (text) => text,
    criterion: (text) => text,
    warning: colors.yellow,
    problem: colors.red,
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
