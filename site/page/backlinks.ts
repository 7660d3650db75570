/** The documents that point at this one. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { CompiledDocument } from '../../src/index.ts';
import type { Addresses } from '../address.ts';
import type { Strings } from '../strings.ts';

/** A list of links; nothing where nobody points here. */
export function backlinks(
  document: CompiledDocument,
  addresses: Addresses,
  words: Strings,
): ElementContent[] {
  const from = addresses.pointingAt(document);
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
