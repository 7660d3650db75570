/** URIs of editors as paths, and back. */
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Absolute; `null` for what lies on no disk of this machine (`untitled:`, another host, nonsense). */
export function fileOf(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** A file name for a document that has none: the last part of its URI, as far as it can be read. */
export function nameOf(uri: string): string {
  const last = uri.split(/[/:?#]/).findLast((part) => part !== '') ?? 'document';
  const name = last.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return name.endsWith('.md') ? name : `${name}.md`;
}
