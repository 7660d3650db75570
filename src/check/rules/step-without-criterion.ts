/** In a procedure that says when its steps went well, no step that runs something is silent about it. */
import { type Finding, finding, type Stage } from '../../model/index.ts';
import { defineRule } from '../rule.ts';

const block = '```bash\ntrue\n```\n';

export const stepWithoutCriterion = defineRule({
  id: 'step-without-criterion',
  code: 'PROCS016',
  family: 'criteria',
  scope: 'document',
  title: 'Each step says when it went well',
  severity: 'info',
  why: 'Without a criterion, a step whose commands end with 0 counts as done, whether or not it did anything.',
  examples: [
    {
      failing: `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Stage 1: Restore\n\n### Step 1.1: Unpack\n\n${block}\n**Success criterion:** exit 0\n\n### Step 1.2: Start\n\n${block}`,
      mended: `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Stage 1: Restore\n\n### Step 1.1: Unpack\n\n${block}\n**Success criterion:** exit 0\n\n### Step 1.2: Start\n\n${block}\n**Success criterion:** exit 0\n`,
    },
  ],
  *check({ procedure }): Iterable<Finding> {
    const main = procedure.flows.find((flow) => flow.id === 'main');
    const steps = (main?.stages ?? []).flatMap((stage) =>
      stage.steps
        .filter((step) => step.actions.some((action) => action.kind === 'run'))
        .map((step) => ({ step, has: step.criteria.length > 0 || speaksForAll(stage) })),
    );
    // Many good documents state no criteria at all: only the exception in one that does is news.
    const stated = steps.filter(({ has }) => has).length;
    if (stated * 2 < steps.length) return;
    for (const { step, has } of steps) {
      if (has) continue;
      const { line, column } = step.span;
      yield finding(
        'step-without-criterion',
        { line, column, endLine: line, endColumn: column + 1 },
        `Step ${step.ref} runs a block and does not say when it went well, unlike most steps here.`,
        {
          help: 'Add a line such as "**Success criterion:** stdout contains "ok"", or a "bash check" block.',
        },
      );
    }
  },
});

function speaksForAll(stage: Stage): boolean {
  return stage.criteria.length > 0;
}
