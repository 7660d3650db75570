/** The anchors that headings have on GitHub, and what they are called on the page. */
import type { CompiledDocument, Procedure } from '../../src/index.ts';
import { flowAnchor, stageAnchor, stepAnchor } from '../address.ts';
import { cardOf } from '../lists/card.ts';

/** The anchor on the page for the anchor that a heading has on GitHub. */
export function anchorOf(document: CompiledDocument, anchor: string): string {
  const renamed = cardOf(document).anchors.find(([written]) => written === anchor);
  return renamed?.[1] ?? anchor;
}

/** Those that the page calls otherwise: of headings that are a flow, a stage or a step. */
export function renamedAnchors({
  sections,
  flows,
  language,
}: Procedure): (readonly [string, string])[] {
  const names = new Map<number, string>();
  const add = (line: number, name: string) => {
    if (!names.has(line)) names.set(line, name);
  };
  for (const flow of flows) {
    for (const stage of flow.stages) {
      for (const step of stage.steps) add(step.span.line, stepAnchor(flow, step, language));
      add(stage.span.line, stageAnchor(flow, stage, language));
    }
    add(flow.span.line, flowAnchor(flow, language));
  }
  const seen = new Set<string>();
  return sections.flatMap(({ anchor, span }) => {
    const name = names.get(span.line);
    // A heading is meant by the first that has its anchor.
    if (seen.has(anchor)) return [];
    seen.add(anchor);
    return name === undefined ? [] : [[anchor, name] as const];
  });
}
