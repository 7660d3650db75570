/** A fence inside a fence of the same length closes it: compiling finds it. */
import { defineRule } from '../rule.ts';

export const nestedFence = defineRule({
  id: 'nested-fence',
  code: 'PROCS019',
  family: 'structure',
  scope: 'document',
  title: 'A fence that holds fences is longer than they are',
  severity: 'error',
  why: 'The inner fence closes the outer one, and from there on text is code and code is text.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Report\n\n## Template\n\n```markdown\n# Report\n\n```python\nprint(1)\n```\n\nEnd.\n```\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Report\n\n## Template\n\n````markdown\n# Report\n\n```python\nprint(1)\n```\n\nEnd.\n````\n',
    },
  ],
  check: null,
});
