/** The documents that point at this one, with the step that does and the part that is meant. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Backlink, CompiledDocument } from '../../src/index.ts';
import { stepAnchor } from '../address.ts';
import type { PageContext } from './context.ts';
import { anchorOf } from './heading-anchors.ts';

export interface Pointer {
  readonly document: CompiledDocument;
  /** The step that points here; `null`: a part of the document that is none. */
  readonly step: { readonly ref: string; readonly anchor: string } | null;
  /** The step or section of this document that it names. */
  readonly part: string | null;
  /** Where on this page it leads. */
  readonly anchor: string | null;
}

/** A list of links; nothing where nobody points here. */
export function backlinks(context: PageContext): ElementContent[] {
  const { words, addresses } = context;
  const byDocument = Map.groupBy(pointersTo(context), ({ document }) => document);
  if (byDocument.size === 0) return [];
  return [
    h('section', { className: ['backlinks'] }, [
      h('h2', { id: context.claim('backlinks') }, words.backlinks),
      h(
        'ul',
        [...byDocument].map(([other, pointers]) => {
          const steps = new Map(pointers.flatMap(({ step }) => (step ? [[step.ref, step]] : [])));
          return h('li', [
            h('a', { href: addresses.page(other) }, [
              h('span', { className: ['id'] }, other.index.name),
              ` ${other.index.title}`,
            ]),
            ...(steps.size === 0 ? [] : [`: ${words.stepWord.toLowerCase()} `]),
            ...[...steps.values()].flatMap((step, n) => [
              ...(n > 0 ? [', '] : []),
              h('a', { href: addresses.page(other, step.anchor) }, step.ref),
            ]),
          ]);
        }),
      ),
    ]),
  ];
}

/** All uses of this document in others. */
export function pointersTo(context: PageContext): readonly Pointer[] {
  const known = found.get(context);
  if (known) return known;
  const { document, addresses } = context;
  const pointers = addresses.uses(document).map((use): Pointer => {
    const user = stepOfUse(use);
    // Its page answers to the names of either language.
    const anchor = user && stepAnchor(user.flow, user.step, document.procedure.language);
    return { ...place(use), step: user && { ref: user.step.ref, anchor: anchor ?? '' } };
  });
  found.set(context, pointers);
  return pointers;

  function place(use: Backlink) {
    const anchor = use.anchor === null ? null : anchorOf(document, use.anchor);
    return { document: use.document, part: use.part, anchor };
  }
}

const found = new WeakMap<PageContext, readonly Pointer[]>();

/** The step that a use stands in; `null`: a part of its document that is none. */
export function stepOfUse({ document, reference }: Backlink) {
  const { line } = reference.span;
  for (const flow of document.index.flows) {
    for (const { steps } of flow.stages) {
      const step = steps.find(({ span }) => span.line <= line && line <= span.endLine);
      if (step) return { flow, step };
    }
  }
  return null;
}
