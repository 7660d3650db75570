/** A document is no deeper than people write: compiling finds it. */
import { defineRule } from '../rule.ts';

export const tooComplexDocument = defineRule({
  id: 'too-complex-document',
  code: 'PROCS028',
  family: 'structure',
  scope: 'document',
  title: 'A document can be parsed in a moment',
  severity: 'error',
  isFixed: true,
  why: 'Hundreds of quotes or lists inside each other take a parser minutes: such a document is damaged, or made to stop whoever reads it, so procs compiles its front matter only.',
  examples: [
    {
      failing: `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Build\n\n${'> '.repeat(120)}Look at the logs.\n`,
      mended: '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Build\n\n> Look at the logs.\n',
    },
  ],
  check: null,
});
