/** A document that destroys says how to go back. */
import { type Finding, type Flow, finding, type Procedure } from '../../model/index.ts';
import { isGrave } from '../../workspace/protection.ts';
import { top } from '../places.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Refresh\n\n';
const stage =
  '## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n```bash {run=ask}\ndropdb staging\n```\n';

export const noWayBack = defineRule({
  id: 'no-way-back',
  code: 'PROCS073',
  family: 'safety',
  scope: 'document',
  title: 'A document that destroys says how to go back',
  severity: 'warning',
  optIn: true,
  why: 'When it fails halfway, whoever runs it has to invent the way back, at the worst moment; "there is none" is an answer too, and then the operator knows before the first step.',
  examples: [
    {
      failing: head + stage,
      mended: `${head}${stage}\n## Rollback\n\nRestore the dump that PROC-B-002 made the night before.\n`,
      beside: {
        'procs.config.yaml': 'rules: { no-way-back: on }\n',
        'b.md': '---\nid: PROC-B-002\n---\n\n# PROC-B-002: Nightly dump\n',
      },
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const { flows, sections } = procedure;
    if (sections.some(({ role }) => role === 'rollback') || flows.some(isRollback)) return;
    // A document that is itself the way back needs no other.
    if (/roll ?back|revers|revert|restor|restaur/i.test(procedure.title)) return;
    const grave = firstGrave(procedure);
    if (grave === null) return;
    yield finding(
      'no-way-back',
      top(document),
      `This document destroys something ("${grave.command}" ${grave.reason}) and has no section about going back.`,
      {
        help: 'Add a section "Rollback" with its steps, with the ID of the procedure that does it, or with why there is no way back.',
        related: [{ file: document.path, span: grave.span, message: 'Destroys' }],
      },
    );
  },
});

function isRollback({ id }: Flow): boolean {
  return id.startsWith('rollback');
}

function firstGrave({ flows }: Procedure) {
  for (const { stages } of flows) {
    for (const { actions } of stages.flatMap(({ steps }) => steps)) {
      for (const action of actions) {
        const grave = action.kind === 'run' ? action.hazards.find(isGrave) : undefined;
        if (grave !== undefined) return grave;
      }
    }
  }
  return null;
}
