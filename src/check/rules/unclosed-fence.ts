/** Every fence is closed: compiling finds it. */
import { defineRule } from '../rule.ts';

export const unclosedFence = defineRule({
  id: 'unclosed-fence',
  code: 'PROCS018',
  family: 'structure',
  scope: 'document',
  title: 'Every fence is closed',
  severity: 'error',
  why: 'An open fence swallows the rest of the document: steps behind it are neither shown nor run.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Notes\n\n```text\nall that follows is swallowed\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Notes\n\n```text\nall that follows is safe\n```\n',
    },
  ],
  check: null,
});
