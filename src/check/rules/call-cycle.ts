/** Procedures do not call each other in a circle. */
import { type Finding, finding } from '../../model/index.ts';
import { callCycles } from '../../workspace/calls.ts';
import { defineRule } from '../rule.ts';

const step = '## Stage 1: Restore\n\n### Step 1.1: Restore the data\n\n';
const restore = `---\nid: PROC-B-002\n---\n\n# PROC-B-002: Restore\n\n${step}`;

export const callCycle = defineRule({
  id: 'call-cycle',
  code: 'PROCS050',
  family: 'references',
  scope: 'workspace',
  title: 'Procedures do not call each other in a circle',
  severity: 'error',
  why: 'Whoever follows the calls never arrives: a run stops there, and a person does the same steps again until they notice.',
  examples: [
    {
      failing: `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Roll back\n\n${step}Run PROC-B-002\n`,
      mended: `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Roll back\n\n${step}- [ ] Restored as PROC-B-002 says\n`,
      beside: { 'restore.md': `${restore}Run PROC-A-001\n` },
    },
  ],
  *check({ document, workspace }): Iterable<Finding> {
    const cycle = callCycles(workspace).find(([first]) => first!.from === document);
    if (cycle === undefined) return;
    const [first, ...rest] = cycle;
    const way = [document, ...cycle.map(({ to }) => to)].map(({ index }) => index.name);
    yield finding(
      'call-cycle',
      first!.action.span,
      rest.length === 0
        ? `Step ${first!.step} runs this same procedure again, without end.`
        : `This call comes back to where it started: ${way.join(' → ')}.`,
      {
        help: 'Move what both need into a procedure of its own, make one of the calls an optional step, or take it out.',
        related: rest.map(({ from, to, action, step }) => ({
          file: from.path,
          span: action.span,
          message: `step ${step} of ${from.index.name} runs ${to.index.name}`,
        })),
      },
    );
  },
});
