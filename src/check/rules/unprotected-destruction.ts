/** What destroys comes after a gate or a backup. */
import { type Finding, finding } from '../../model/index.ts';
import { unprotectedHazards } from '../../workspace/protection.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Refresh\n\n';
const drop = '```bash\ndropdb staging\n```\n';

export const unprotectedDestruction = defineRule({
  id: 'unprotected-destruction',
  code: 'PROCS023',
  family: 'safety',
  scope: 'document',
  title: 'A command that destroys stands behind a gate or a backup',
  severity: 'warning',
  why: 'What such a command removes is gone when the next step fails, and nobody was asked.',
  examples: [
    {
      failing: `${head}## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n${drop}`,
      mended: `${head}## Stage 1: Refresh\n\n### Step 1.1: Back up\n\n\`\`\`bash\npg_dump -f staging.sql staging\n\`\`\`\n\n### Step 1.2: Drop the old database\n\n${drop}`,
    },
    {
      failing: `${head}## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n${drop}`,
      mended: `${head}## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n${drop.replace('bash', 'bash {run=ask}')}`,
    },
  ],
  *check({ procedure }): Iterable<Finding> {
    for (const { hazard } of unprotectedHazards(procedure)) {
      yield finding(
        'unprotected-destruction',
        hazard.span,
        `"${hazard.command}" ${hazard.reason}, and nothing before it asks a person or saves what it destroys.`,
        {
          help: 'Put a backup or a checklist before it, a notice on its step, or mark the block {run=ask}.',
        },
      );
    }
  },
});
