/** The flows of a document: which parts are stages, which are steps, and which are never run. */
import type { Action, Flow } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import type { Context } from './context.ts';
import { FlowBuilder } from './flow-builder.ts';
import { followHosts } from './hosts.ts';
import { isBlock } from './listings.ts';
import { readBody } from './step-body.ts';

export interface Flows {
  readonly flows: Flow[];
  /** Sections whose blocks no flow runs. */
  readonly unused: SectionNode[];
}

/** Main, rollback and validation flows, and one for each further procedure. */
export function buildFlows(root: SectionNode, context: Context): Flows {
  const { top, intro, title } = topSections(root);
  const builder = new FlowBuilder(context, title);
  if (top.length === 0) builder.outline(intro);
  else builder.sections(top, intro);
  for (const flow of builder.flows) {
    distinguishRefs(flow);
    followHosts(flow, context);
  }
  return { flows: builder.flows, unused: builder.unused };
}

/** `--from 1.2` must mean one step, even where the author gave the number twice. */
function distinguishRefs({ stages }: Flow): void {
  const given = new Set<string>();
  const times = new Map<string, number>();
  for (const step of stages.flatMap(({ steps }) => steps)) {
    const written = step.ref;
    // Counting on from the last one: a document may give one number to ten thousand steps.
    let again = times.get(written) ?? 1;
    while (given.has(step.ref)) {
      again += 1;
      step.ref = `${written}-${again}`;
    }
    times.set(written, again);
    given.add(step.ref);
  }
}

/** The sections that pick the flows, what stands before them, and the document's title. */
export function topSections(root: SectionNode): {
  top: SectionNode[];
  intro: SectionNode;
  title: string;
} {
  const only = root.children.length === 1 ? root.children[0]! : null;
  if (only !== null && only.level === 1)
    return { top: only.children, intro: only, title: only.title };
  const [first, ...rest] = root.children;
  // `# Title` and then more headings of the first level: the first is still the title.
  if (first?.level === 1 && first.children.length === 0 && rest.length > 0) {
    return { top: rest, intro: first, title: first.title };
  }
  return { top: root.children, intro: root, title: first?.title ?? '' };
}

/** Blocks outside every flow, so that nothing that the document shows is lost. */
export function listingsOf(sections: readonly SectionNode[], context: Context): Action[] {
  return sections.flatMap((section) => [
    ...readBody(section.content, context, { explicit: false, title: section.title }).actions.filter(
      (action) => isBlock(action) || action.kind === 'listing',
    ),
    ...listingsOf(section.children, context),
  ]);
}
