/** Words of a command: what they say, and whether they say it literally. */

import type { CommandArgument, Word, WordPart } from 'unbash';
import type { ShellRange } from './analysis.ts';

/** One word of a command line. */
export interface Argument extends ShellRange {
  /** Without quotes; expansions stay as written. */
  readonly value: string;
  readonly text: string;
  /** Whether nothing in it is expanded, so that `value` is what the command receives. */
  readonly literal: boolean;
  /** Its only quoting: the whole word is one quoted string, has none, or is a mixture. */
  readonly quoting: 'none' | 'single' | 'double' | 'mixed';
}

/** Whether a word is nothing but itself to bash: most words are, and need no closer look. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= plain.length || plain[code] === 0) return false;
  }
  return true;
}

const plain = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@%') {
  plain[letter.charCodeAt(0)] = 1;
}

/** Reads a word or an assignment that stands in argument position (`env A=b`). */
export function toArgument(node: CommandArgument): Argument {
  if (node.type === 'Assignment') {
    const literal = node.value.type === 'Word' && isLiteral(node.value.parts);
    const value =
      node.value.type === 'Word'
        ? node.text.slice(0, node.value.pos - node.pos) + node.value.value
        : node.text;
    return { start: node.pos, end: node.end, value, text: node.text, literal, quoting: 'mixed' };
  }
  const { text } = node;
  if (isPlain(text)) {
    return { start: node.pos, end: node.end, value: text, text, literal: true, quoting: 'none' };
  }
  return {
    start: node.pos,
    end: node.end,
    value: node.value,
    text,
    literal: isLiteral(node.parts),
    quoting: quotingOf(node),
  };
}

/** The value where it is literal, else the word as written. */
export function shown(argument: Argument): string {
  return argument.literal ? argument.value : argument.text;
}

function isLiteral(parts: readonly WordPart[] | undefined): boolean {
  return (parts ?? []).every((part) => {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
      case 'Glob':
      case 'BraceExpansion':
      case 'ExtendedGlob':
        return true;
      case 'DoubleQuoted':
      case 'LocaleString':
        return part.parts.every((inner) => inner.type === 'Literal');
      default:
        return false;
    }
  });
}

function quotingOf(word: Word): Argument['quoting'] {
  if (word.text === word.value) return 'none';
  const parts = word.parts ?? [];
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only?.type === 'SingleQuoted') return 'single';
  if (only?.type === 'DoubleQuoted') return 'double';
  return 'mixed';
}
