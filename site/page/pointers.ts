/** The places of other documents that point at one step of this one. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { type Pointer, pointersTo } from './backlinks.ts';
import type { PageContext } from './context.ts';

export function pointers(context: PageContext, ref: string, anchor: string): ElementContent[] {
  const found = pointersTo(context).filter(
    (pointer) => pointer.part === ref || (pointer.anchor !== null && pointer.anchor === anchor),
  );
  if (found.length === 0) return [];
  return [
    h('p', { className: ['aside', 'pointers'] }, [
      `${context.words.stepPointedAt}: `,
      ...found.flatMap((pointer, n) => [...(n > 0 ? [', '] : []), link(context, pointer)]),
    ]),
  ];
}

/** `PROC-BACK-005 4.1`: to the step that points here, where it is one. */
export function link({ addresses }: PageContext, { document, step }: Pointer): ElementContent {
  return h(
    'a',
    { href: addresses.page(document, step?.anchor), title: document.index.title },
    step ? `${document.index.name} ${step.ref}` : document.index.name,
  );
}
