/** Links of a document, taken apart: which file, which anchor. Decided in one place for the checker, the graph and the site. */
import path from 'node:path';
import type { Reference, Span } from '../model/index.ts';
import type { CompiledDocument } from './workspace.ts';

export interface LocalLink {
  readonly url: string;
  /** Absolute path of the file or folder that it points at; the document's own for `#anchor`. */
  readonly file: string;
  /** Relative, as a person would write it; empty for `#anchor`. */
  readonly target: string;
  /** Without `#`; `null` where it has none. */
  readonly anchor: string | null;
  readonly span: Span;
  readonly reference: Reference;
}

/** Relative links and images. Other sites, addresses and paths from a site's root are not ours to judge. */
export function localLinks(document: CompiledDocument): LocalLink[] {
  const found: LocalLink[] = [];
  for (const reference of document.index.references) {
    if (reference.kind !== 'link') continue;
    const link = localLink(document, reference.target);
    if (link !== null) found.push({ ...link, span: reference.span, reference });
  }
  return found;
}

/** What an address means in a document; `null` where it is not one of ours to judge. */
export function localLink(
  document: Pick<CompiledDocument, 'file'>,
  url: string,
): Omit<LocalLink, 'span' | 'reference'> | null {
  if (url === '' || /^([a-z][a-z0-9+.-]*:|\/|\\|[{<%])/i.test(url)) return null;
  const { path: target, anchor } = splitLink(url);
  if (target.includes('\0')) return null;
  const file = target === '' ? document.file : path.resolve(path.dirname(document.file), target);
  return { url, target, file, anchor };
}

/** The path of a link without its query, and its anchor; percent codes read. */
export function splitLink(url: string): { path: string; anchor: string | null } {
  const [, before = '', hash] = /^([^#]*)(?:#(.*))?$/s.exec(url) ?? [];
  return {
    path: decode(before.replace(/\?.*$/s, '')),
    anchor: hash === undefined ? null : decode(hash),
  };
}

/**
 * The path, relative to the workspace root, of a link in a document. One that starts with `/` counts
 * from the root; one that leads out of the workspace starts with `..`.
 */
export function linkedPath(from: Pick<CompiledDocument, 'path'>, url: string): string {
  const { path: target } = splitLink(url);
  if (target === '') return from.path;
  if (target.startsWith('/')) return path.posix.normalize(target.slice(1));
  return path.posix.normalize(path.posix.join(path.posix.dirname(from.path), target));
}

/** A percent sign that starts no code is itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
