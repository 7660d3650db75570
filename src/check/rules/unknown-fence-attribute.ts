/** Attributes of a fence are known: compiling finds it. */
import { defineRule } from '../rule.ts';

export const unknownFenceAttribute = defineRule({
  id: 'unknown-fence-attribute',
  code: 'PROCS020',
  family: 'shell',
  scope: 'document',
  title: 'Fence attributes are known ones',
  severity: 'error',
  why: 'A misspelt "timeuot=30s" is no limit at all, and a misspelt "run=nevr" runs.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Build\n\n## Step 1: Build\n\n```bash {timeuot=30s}\nmake\n```\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Build\n\n## Step 1: Build\n\n```bash {timeout=30s}\nmake\n```\n',
    },
  ],
  check: null,
});
