/** Names in prose that stand for something: links where they resolve, marked where they do not. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { CompiledDocument, Workspace } from '../../src/index.ts';
import type { Addresses } from '../address.ts';
import type { Strings } from '../strings.ts';

export interface References {
  /** Matches everything that has the form of a procedure ID. */
  readonly pattern: RegExp;
  /** What to show for an ID in prose. */
  id(id: string): ElementContent;
  /** What to show for a link with this address and content. */
  link(url: string, children: ElementContent[]): ElementContent;
  /** Inline code, as a link where its whole text is an ID or the path of a document. */
  code(value: string, element: ElementContent): ElementContent;
}

/** The references of one document. `anchors`: anchors of its headings that its page calls otherwise. */
export function createReferences(
  document: CompiledDocument,
  workspace: Workspace,
  where: Addresses,
  words: Strings,
  anchorOf: (document: CompiledDocument, anchor: string) => string,
): References {
  const families = workspace.config.families.map((family) => family.replace(/[^A-Z0-9]/g, ''));
  const known = new Set(
    document.procedure.references.filter((r) => r.kind === 'id').map((r) => r.target),
  );
  const target = (id: string) => workspace.ids.get(id)?.[0] ?? null;

  const id = (name: string): ElementContent => {
    if (name === document.procedure.id) return { type: 'text', value: name };
    const found = target(name);
    if (found) return h('a', { href: where.page(found), title: found.index.title }, name);
    return known.has(name) ? unresolved(name, words) : { type: 'text', value: name };
  };

  const link = (url: string, children: ElementContent[]): ElementContent => {
    const address = url.trim();
    if (/^(https?:\/\/|mailto:)/i.test(address)) {
      return h('a', { href: address, rel: 'noopener noreferrer' }, children);
    }
    if (isUnsafe(address)) {
      return h('span', { className: ['unsafe'], title: words.unsafe }, children);
    }
    const found = where.linked(document, address);
    const anchor = /#(.*)$/s.exec(address)?.[1] ?? '';
    if (found) {
      const href = where.page(found, anchor && anchorOf(found, decodeAnchor(anchor)));
      return h('a', { href }, children);
    }
    const path = where.file(document, address);
    if (!path.startsWith('..') && where.hasFile(path)) {
      return h(
        'span',
        { className: ['unpublished'], title: `${words.unpublished}: ${path}` },
        children,
      );
    }
    return unresolvedWith(children, `${words.unresolved}: ${address}`);
  };

  const code = (value: string, element: ElementContent): ElementContent => {
    const byId = target(value);
    const found = byId ?? (/^[\w./-]+\.md$/.test(value) ? where.named(document, value) : null);
    if (found && found !== document) {
      return h('a', { href: where.page(found), title: found.index.title }, element);
    }
    return known.has(value) && !byId && value !== document.procedure.id
      ? unresolvedWith([element], words.unresolved)
      : element;
  };

  return { pattern: idPattern(families), id, link, code };
}

/** Text with the IDs in it as links. */
export function linkText(references: References, value: string): ElementContent[] {
  const out: ElementContent[] = [];
  let end = 0;
  for (const match of value.matchAll(references.pattern)) {
    if (match.index > end) out.push({ type: 'text', value: value.slice(end, match.index) });
    out.push(references.id(match[0]));
    end = match.index + match[0].length;
  }
  if (end < value.length || out.length === 0) out.push({ type: 'text', value: value.slice(end) });
  return out;
}

function unresolved(name: string, words: Strings): ElementContent {
  return unresolvedWith([{ type: 'text', value: name }], words.unresolved);
}

function unresolvedWith(children: ElementContent[], title: string): ElementContent {
  return h('span', { className: ['unresolved'], title }, [
    ...children,
    h('span', { className: ['sr-only'] }, ` (${title})`),
  ]);
}

function idPattern(families: readonly string[]): RegExp {
  if (families.length === 0) return /(?!)/g;
  return new RegExp(`(?<![\\w-])(?:${families.join('|')})(?:-[A-Z0-9]+)+(?![\\w-]*[a-z])`, 'g');
}

/** A scheme of any kind, or `//host`, once the characters that browsers ignore are gone. */
function isUnsafe(address: string): boolean {
  const bare = address.replace(/[\p{C}\s]/gu, '');
  return /^[a-z][a-z0-9+.-]*:/i.test(bare) || /^[/\\]{2}/.test(bare);
}

function decodeAnchor(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}
