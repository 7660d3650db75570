/** Fills the holes of a block or template with values, quoted so that bash reads exactly the value there. */
import type { Hole } from '../../model/index.ts';
import { quote } from '../session/driver.ts';

/** The text with every hole filled that has a value; `open` names those that have none. */
export function fillHoles(
  text: string,
  holes: readonly Hole[],
  values: ReadonlyMap<string, string>,
): { text: string; open: string[] } {
  const open: string[] = [];
  let filled = text;
  for (const hole of [...holes].sort((a, b) => b.start - a.start)) {
    const value = values.get(hole.parameter);
    if (value === undefined) {
      open.unshift(hole.parameter);
      continue;
    }
    filled = filled.slice(0, hole.start) + quoted(value, hole.quoting) + filled.slice(hole.end);
  }
  return { text: filled, open: [...new Set(open)] };
}

/** Why a value cannot stand in a block; `null`: it can. */
export function unfit(value: string, quoting: Hole['quoting']): string | null {
  if (value.includes('\0')) return 'it holds a NUL byte, which no command can be given';
  if (quoting === 'heredoc' && /[\n\r]/.test(value))
    return 'it has several lines, and would end up as lines of the here-document';
  return null;
}

/** No value may bring in a newline of its own: every line below would then report a wrong number. */
function quoted(value: string, quoting: Hole['quoting']): string {
  switch (quoting) {
    case 'text':
      return value;
    case 'bare':
      return word(value);
    case 'single':
      return `'${word(value)}'`;
    case 'double':
      return /[\n\r]/.test(value) ? `"${word(value)}"` : value.replace(/[\\"$`]/g, '\\$&');
    case 'heredoc':
      return value.replace(/[\\$`]/g, '\\$&');
    default:
      return quoting satisfies never;
  }
}

function word(value: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value;
  if (!/[\n\r]/.test(value)) return quote(value);
  return `$'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}
