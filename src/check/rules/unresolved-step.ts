/** Steps, stages and sections that a document names by number exist. */
import { type Finding, finding, type Reference } from '../../model/index.ts';
import type { ProcedureIndex } from '../../workspace/procedure-index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';

export const unresolvedStep = defineRule({
  id: 'unresolved-step',
  code: 'PROCS012',
  family: 'references',
  scope: 'workspace',
  title: 'Steps and sections that are named by number exist',
  severity: 'error',
  why: 'After a step was moved or deleted, "go back to step 4.1" sends people to the wrong place.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Stage 1: Build\n\n### Step 1.1: Make\n\n- [ ] It is made\n\nIf not, go back to Step 1.7.\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Stage 1: Build\n\n### Step 1.1: Make\n\n- [ ] It is made\n\nIf not, go back to Step 1.1.\n',
    },
  ],
  *check({ index, workspace, document }): Iterable<Finding> {
    const known = new Map<ProcedureIndex, Set<string>>();
    const longest = document.marks.longestList;
    for (const reference of index.references) {
      if (reference.kind !== 'step' && reference.kind !== 'section' && reference.kind !== 'stage')
        continue;
      if (reference.where === 'code') continue;
      const [owner, number] = reference.target.includes('#')
        ? reference.target.split('#')
        : [null, reference.target];
      // Of a document that does not exist, only that is worth saying.
      const target = owner == null ? index : workspace.ids.get(owner)?.[0]?.index;
      if (target === undefined || number === undefined) continue;
      if (speaksOfAnother(reference, document)) continue;
      const numbers = known.get(target) ?? numbersOf(target);
      known.set(target, numbers);
      // Where nothing is numbered, the words mean something else.
      if (numbers.size === 0 || numbers.has(number)) continue;
      // 'Step 5' may be the fifth item of a list inside a step.
      if (owner == null && /^\d+$/.test(number) && Number(number) <= longest) continue;
      const words = { step: 'step', section: 'section', stage: 'stage' }[reference.kind];
      const place = owner == null ? 'This document' : owner;
      yield finding('unresolved-step', reference.span, `${place} has no ${words} ${number}.`, {
        help: `Correct the number, or name the ${words} by its title.`,
      });
    }
  },
});

/** 'seccion 4 de la guia', 'section 3 of RFC 9110', 'Phase 2 trials': not a place of this document. */
function speaksOfAnother(reference: Reference, document: CompiledDocument): boolean {
  const line = linesOf(document)[reference.span.endLine - 1] ?? '';
  const after = line.slice(reference.span.endColumn - 1);
  // What a reference belongs to stands close to it; the pattern would look at all of a long line each time.
  const column = reference.span.column - 1;
  const before = line.slice(Math.max(0, column - 200), column);
  if (reference.target.includes('#')) return false;
  return (
    /^[*_`"')\]]*\s+(?:del?|of|in|en|from)\s+\S/i.test(after) ||
    /(?:[\w/-]+\.md|RFC\s*\d+|ISO\s*\d+|https?:\S+)\W*$/i.test(before) ||
    (reference.kind === 'stage' &&
      !/(?:^|[\s(])(?:ver|vea|see|ir a|volver a|vuelva a|go (?:back )?to|return to|repetir|repeat|continue with|continuar con)\s+(?:(?:la|el|the)\s+)?[*_`"']*$/i.test(
        before,
      ))
  );
}

function numbersOf(index: ProcedureIndex): Set<string> {
  const numbers = new Set<string>();
  for (const { number } of index.sections) if (number !== null) numbers.add(number);
  for (const flow of index.flows) {
    for (const stage of flow.stages) {
      numbers.add(String(stage.number));
      for (const step of stage.steps) {
        numbers.add(step.ref);
        // Where steps are numbered plainly ('Paso 3'), their number stands behind the stage's.
        numbers.add(step.ref.slice(step.ref.lastIndexOf('.') + 1));
      }
    }
  }
  return numbers;
}
