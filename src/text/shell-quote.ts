/** Words for bash: a value so written that the shell reads exactly it, wherever it is to stand. */

/** How the shell reads a place. `text`: no shell reads it. */
export type Place = 'bare' | 'single' | 'double' | 'heredoc' | 'text';

/** A word that bash reads as exactly this text. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word with quotes only where it needs them, and never with a newline: every line below would report a wrong number. */
export function quoteWord(value: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value;
  if (!/[\n\r]/.test(value)) return quote(value);
  return `$'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** A value for a place in a block or a template. */
export function quoteFor(value: string, place: Place): string {
  switch (place) {
    case 'text':
      return value;
    case 'bare':
      return quoteWord(value);
    case 'single':
      return `'${quoteWord(value)}'`;
    case 'double':
      // No backslash keeps a shell with a history from reading `!`: it has to stand outside these quotes.
      return /[\n\r!]/.test(value) ? `"${quoteWord(value)}"` : value.replace(/[\\"$`]/g, '\\$&');
    case 'heredoc':
      return value.replace(/[\\$`]/g, '\\$&');
    default:
      return place satisfies never;
  }
}

/** Why a value cannot stand in a place; `null`: it can. */
export function unfit(value: string, place: Place): string | null {
  if (value.includes('\0')) return 'it holds a NUL byte, which no command can be given';
  if (place === 'heredoc' && /[\n\r]/.test(value))
    return 'it has several lines, and would end up as lines of the here-document';
  return null;
}
