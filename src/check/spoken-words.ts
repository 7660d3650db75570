/** The words of a document, counted once for all the rules that ask whether something is spoken of. */
import type { CompiledDocument } from '../workspace/workspace.ts';
import { forLatest } from './latest.ts';
import { linesOf } from './places.ts';

export interface Words {
  /** How often each stands in the text, blocks and front matter included. */
  readonly everywhere: ReadonlyMap<string, number>;
  /** Those that stand outside every block: in prose, tables, headings and front matter. */
  readonly outside: ReadonlySet<string>;
}

export const wordsOf = forLatest(count);

function count(document: CompiledDocument): Words {
  const inFence = new Set<number>();
  for (const { span } of document.marks.fences) {
    for (let line = span.line; line <= span.endLine; line += 1) inFence.add(line);
  }
  const everywhere = new Map<string, number>();
  const outside = new Set<string>();
  linesOf(document).forEach((line, index) => {
    for (const [word] of line.matchAll(/\w+/g)) {
      everywhere.set(word, (everywhere.get(word) ?? 0) + 1);
      if (!inFence.has(index + 1)) outside.add(word);
    }
  });
  return { everywhere, outside };
}
