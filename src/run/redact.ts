/**
 * Masks secret values, their common encodings, and what looks like a credential, wherever text leaves
 * the run: terminal, journal, excerpts, files. What a command cuts up, compresses or encrypts passes
 * unseen: docs/evidence.md lists what is known to be masked, and what is not.
 */
import { formsOf } from './secrets/forms.ts';
import { needlesOf } from './secrets/needles.ts';
import { replaceCredentials } from './secrets/patterns.ts';
import { type KeyBlock, maskKeys } from './secrets/private-keys.ts';

export interface Redactor {
  /** Masks within one whole text. */
  text(text: string): string;
  /** Masks in text that comes in pieces, also across their borders: hands on whole lines. */
  stream(): MaskingStream;
}

export interface MaskingStream {
  push(piece: string): string;
  end(): string;
  /** Something was masked in what it has handed on. */
  readonly masked: boolean;
}

export const MASK = '•••••';

/** A line that is longer is handed on in parts: a credential across their border may be missed. */
const LONGEST_LINE = 16_384;

/** `asIn`: how the text that is given writes each form and the mask; default: as they are. */
export function createRedactor(
  secrets: readonly string[],
  asIn: (form: string) => string = (form) => form,
): Redactor {
  const needles = needlesOf(
    [...new Set(secrets.flatMap(formsOf).map(asIn))].filter((form) => form !== ''),
  );
  const mask = asIn(MASK);
  const masked = (text: string, block: KeyBlock): string => {
    const known = needles.replace(text, mask);
    return replaceCredentials(maskKeys(known, block, mask), () => mask);
  };
  return {
    text: (text) => masked(text, { open: false }),
    stream() {
      const block: KeyBlock = { open: false };
      let held = '';
      let found = false;
      const hand = (text: string): string => {
        const result = masked(text, block);
        found ||= result !== text;
        return result;
      };
      return {
        get masked() {
          return found;
        },
        push(piece) {
          const all = held + piece;
          // What could still become a secret with the next piece is held back.
          const from = needles.cut(all, lineEnd(all));
          held = all.slice(from);
          return from === 0 ? '' : hand(all.slice(0, from));
        },
        end() {
          const rest = hand(held);
          held = '';
          return rest;
        },
      };
    },
  };
}

/** Where the last line starts that is not whole yet. */
function lineEnd(text: string): number {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  if (text.length - end <= LONGEST_LINE) return end;
  const space = text.lastIndexOf(' ');
  return space > end && text.length - space < LONGEST_LINE / 2
    ? space
    : text.length - LONGEST_LINE / 2;
}
