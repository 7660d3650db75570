/** One way to spoil a document. */
import type { Random } from '../random.ts';

export interface Mutation {
  readonly name: string;
  readonly apply: (text: string, random: Random) => string;
}

/** Where a line starts, or the end. */
export function lineStart(text: string, random: Random): number {
  const at = text.indexOf('\n', random.below(text.length + 1));
  return at === -1 ? text.length : at + 1;
}

export function insert(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

/** Put before a line of the document, or instead of everything. */
export function plant(text: string, what: string, random: Random): string {
  return insert(text, lineStart(text, random), `\n${what}\n`);
}
