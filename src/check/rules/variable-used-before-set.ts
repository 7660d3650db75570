/** A variable is set before it is used. */
import { type Finding, finding } from '../../model/index.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n';
const list = '## Step 1: Show what is in it\n\n```bash\ntar -tzf "$ARCHIVE"\n```\n\n';
const pick = '## Step 1: Choose\n\n```bash\nARCHIVE=$(ls /srv/backup/*.tgz | tail -n 1)\n```\n\n';

export const variableUsedBeforeSet = defineRule({
  id: 'variable-used-before-set',
  code: 'PROCS030',
  family: 'shell',
  scope: 'document',
  title: 'A variable is set before it is used',
  severity: 'warning',
  why: 'bash reads a variable that is not set as nothing: the command runs without its argument, on the wrong folder or on all of them. "procs run" stops there.',
  examples: [
    {
      failing: `${head}${list}${pick.replace('Step 1', 'Step 2')}`,
      mended: `${head}${pick}${list.replace('Step 1', 'Step 2')}`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const flow of procedure.flows) {
      const told = new Set<string>();
      for (const { name, span, step, guarded, reach } of dataflowOf(procedure, flow).uses) {
        if (reach.from !== 'later' || guarded || told.has(name)) continue;
        told.add(name);
        const where =
          reach.by.step === step ? `line ${reach.by.span.line}` : `step ${reach.by.step}`;
        yield finding(
          'variable-used-before-set',
          span,
          `$${name} is used here, but it is only set later, in ${where}.`,
          {
            help: `Set it before, or say that it must be there already: "\${${name}:?what it is}".`,
            related: [{ file: document.path, span: reach.by.span, message: 'It is set here.' }],
          },
        );
      }
    }
  },
});
