/** Masks private keys in PEM: many lines, of which only the first says what they are. */

/** Whether the text so far ended within a key. */
export interface KeyBlock {
  open: boolean;
}

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
/** Longer than any key: an END that stands further away belongs to another. */
const LONGEST = 20_000;

/** `block` goes on from piece to piece of one text; pieces end with whole lines. */
export function maskKeys(text: string, block: KeyBlock, mask: string): string {
  if (!block.open && !text.includes('PRIVATE KEY')) return text;
  let result = '';
  let rest = text;
  for (;;) {
    if (!block.open) {
      const begin = BEGIN.exec(rest);
      if (begin === null) return result + rest;
      result += rest.slice(0, begin.index) + mask;
      rest = rest.slice(begin.index + begin[0].length);
      block.open = true;
    }
    const end = END.exec(rest.slice(0, LONGEST));
    if (end !== null) {
      rest = rest.slice(end.index + end[0].length);
      block.open = false;
      continue;
    }
    const length = bodyLength(rest);
    if (length === rest.length) return result + (rest.endsWith('\n') ? '\n' : '');
    // Only the first line was there, as where a document speaks of it.
    rest = rest.slice(length);
    block.open = false;
  }
}

/** How much of it is lines of a key, whatever stands before each of them (`+ `, a number, `│ `). */
function bodyLength(text: string): number {
  let length = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const words = line.trim().split(/\s+/);
    const isBody =
      words[0] === '' ||
      /^(?:Proc-Type|DEK-Info|Version|Comment|Hash):/.test(line.trim()) ||
      (words.length <= 3 && /^[A-Za-z0-9+/=\\]{4,}(?:["',]{0,3})$/.test(words.at(-1)!));
    if (!isBody) return length;
    length += line.length;
  }
  return length;
}
