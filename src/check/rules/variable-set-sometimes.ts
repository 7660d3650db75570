/** A variable that a step needs is set in a step that always runs. */
import { type Finding, finding } from '../../model/index.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n';
const choose = (title: string): string =>
  `## ${title}\n\n\`\`\`bash\nARCHIVE=$(ls /srv/backup/*.tgz | tail -n 1)\n\`\`\`\n\n`;
const use = '## Step 2: Unpack\n\n```bash\ntar -xzf "$ARCHIVE"\n```\n';

export const variableSetSometimes = defineRule({
  id: 'variable-set-sometimes',
  code: 'PROCS033',
  family: 'shell',
  scope: 'document',
  title: 'A variable that a step needs is set in a step that always runs',
  severity: 'warning',
  why: 'Whoever leaves the optional step out comes to the next one with nothing in the variable.',
  examples: [
    {
      failing: `${head}${choose('Step 1: Choose the archive (optional)')}${use}`,
      mended: `${head}${choose('Step 1: Choose the archive')}${use}`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const flow of procedure.flows) {
      const told = new Set<string>();
      for (const { name, span, guarded, reach } of dataflowOf(procedure, flow).uses) {
        if (reach.from !== 'sometimes' || guarded || told.has(name)) continue;
        told.add(name);
        yield finding(
          'variable-set-sometimes',
          span,
          `$${name} is set only in step ${reach.by.step}, which does not always run: without it, it is not set here.`,
          {
            help: `Set it in a step that always runs, give it a default, "\${${name}:-…}", or make this step conditional too.`,
            related: [{ file: document.path, span: reach.by.span, message: 'It is set here.' }],
          },
        );
      }
    }
  },
});
