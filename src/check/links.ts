/** Links of a document, taken apart: which file, which anchor. */
import path from 'node:path';
import type { Definition, Image, Link } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Span } from '../model/index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';

export interface LocalLink {
  readonly url: string;
  /** Absolute path of the file or folder that it points at; the document's own for `#anchor`. */
  readonly file: string;
  /** Relative, as a person would write it; empty for `#anchor`. */
  readonly target: string;
  /** Without `#`; `null` where it has none. */
  readonly anchor: string | null;
  readonly span: Span;
}

/** Relative links and images. Other sites, addresses and paths from a site's root are not ours to judge. */
export function localLinks(document: CompiledDocument): LocalLink[] {
  const found: LocalLink[] = [];
  visit(document.tree, ['link', 'image', 'definition'], (node) => {
    const { url, position } = node as Link | Image | Definition;
    if (position === undefined || url === '' || /^([a-z][a-z0-9+.-]*:|\/|\\|[{<%])/i.test(url))
      return;
    const [, before = '', hash] = /^([^#]*)(?:#(.*))?$/s.exec(url) ?? [];
    const target = decode(before.replace(/\?.*$/s, ''));
    if (target.includes('\0')) return;
    const { start, end } = position;
    found.push({
      url,
      target,
      file: target === '' ? document.file : path.resolve(path.dirname(document.file), target),
      anchor: hash === undefined ? null : decode(hash),
      span: { line: start.line, column: start.column, endLine: end.line, endColumn: end.column },
    });
  });
  return found;
}

/** A percent sign that starts no code is itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
