/** A command that never ends has a limit. */
import { type Finding, finding } from '../../model/index.ts';
import { blocksOf } from '../places.ts';
import { defineRule } from '../rule.ts';

export const endlessCommand = defineRule({
  id: 'endless-command',
  code: 'PROCS022',
  family: 'shell',
  scope: 'document',
  title: 'A command that never ends has a limit',
  severity: 'info',
  why: 'A run waits for it for ever, and the steps behind it are never reached.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Watch\n\n## Step 1: Look\n\n```bash\ntail -f /var/log/syslog\n```\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Watch\n\n## Step 1: Look\n\n```bash {timeout=30s}\ntail -f /var/log/syslog\n```\n',
    },
  ],
  *check({ procedure }): Iterable<Finding> {
    for (const block of blocksOf({ ...procedure, listings: [] })) {
      if (block.kind === 'script' || block.expects.timeout !== null || block.expects.background)
        continue;
      if (block.expects.interactive) continue;
      for (const hazard of block.hazards.filter(({ kind }) => kind === 'endless')) {
        yield finding('endless-command', hazard.span, `"${hazard.command}" ${hazard.reason}.`, {
          help: 'Give the block a limit, {timeout=60s}, or mark it {interactive} if a person is to watch it.',
        });
      }
    }
  },
});
