/** Files of the workspace are texts: reading finds it. */
import { defineRule } from '../rule.ts';

export const unreadableDocument = defineRule({
  id: 'unreadable-document',
  code: 'PROCS021',
  family: 'structure',
  scope: 'document',
  title: 'Every document can be read',
  severity: 'error',
  isFixed: true,
  why: 'What cannot be read is checked by nobody, and is missing where others refer to it.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Build\0\n',
      mended: '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Build\n',
    },
  ],
  check: null,
});
