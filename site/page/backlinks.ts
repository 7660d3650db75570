/** The documents that point at this one. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { CompiledDocument, Workspace } from '../../src/index.ts';
import type { Addresses } from '../address.ts';
import type { Strings } from '../strings.ts';

/** A list of links; nothing where nobody points here. */
export function backlinks(
  document: CompiledDocument,
  workspace: Workspace,
  addresses: Addresses,
  words: Strings,
): ElementContent[] {
  const from = workspace.documents.filter(
    (other) => other !== document && pointsAt(other, document, addresses),
  );
  if (from.length === 0) return [];
  return [
    h('section', { className: ['backlinks'] }, [
      h('h2', { id: 'backlinks' }, words.backlinks),
      h(
        'ul',
        from.map((other) =>
          h('li', [
            h('a', { href: addresses.page(other), hrefLang: other.procedure.language }, [
              h('span', { className: ['id'] }, other.procedure.name),
              ` ${other.procedure.title}`,
            ]),
          ]),
        ),
      ),
    ]),
  ];
}

function pointsAt(from: CompiledDocument, to: CompiledDocument, addresses: Addresses): boolean {
  return from.procedure.references.some((reference) => {
    if (reference.kind === 'id') return reference.target === to.procedure.id;
    if (reference.kind === 'link') return addresses.linked(from, reference.target) === to;
    if (reference.kind === 'path') return addresses.named(from, reference.target) === to;
    return false;
  });
}
