/** The lines of a document that a person reads as text: no front matter, no code, no comments. */
import type { CompiledDocument } from '../workspace/workspace.ts';
import { forLatest } from './latest.ts';
import { linesOf } from './places.ts';

export interface ProseLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
}

/** In order; inline code is part of them. Told from the lines alone, so that no tree is needed. */
export const proseLines = forLatest((document): readonly ProseLine[] => [...read(document)]);

function* read(document: CompiledDocument): Iterable<ProseLine> {
  const lines = linesOf(document);
  let fence: string | null = null;
  let inComment = false;
  for (let at = document.frontMatter.span?.endLine ?? 0; at < lines.length; at += 1) {
    const text = lines[at]!;
    if (fence !== null) {
      const end = holdsFence(text) ? /^[\s>]*(`{3,}|~{3,})\s*$/.exec(text)?.[1] : undefined;
      if (end !== undefined && end[0] === fence[0] && end.length >= fence.length) fence = null;
      continue;
    }
    if (inComment) {
      inComment = !text.includes('-->');
      continue;
    }
    const opening = holdsFence(text)
      ? /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1]
      : undefined;
    if (opening !== undefined) {
      fence = opening;
      continue;
    }
    const comment = text.lastIndexOf('<!--');
    inComment = comment !== -1 && !text.includes('-->', comment);
    yield {
      number: at + 1,
      text: comment === -1 ? text : text.replace(/<!--.*?(?:-->|$)/g, ''),
    };
  }
}

/** Of each line, and cheaper than a look at what stands before it. */
function holdsFence(text: string): boolean {
  return text.includes('```') || text.includes('~~~');
}
