/** Front matter must be YAML: parsing finds it. */
import { defineRule } from '../rule.ts';

export const frontMatterYaml = defineRule({
  id: 'front-matter-yaml',
  code: 'PROCS001',
  family: 'front-matter',
  scope: 'document',
  title: 'Front matter is valid YAML',
  severity: 'error',
  why: 'While it does not parse, the ID, the version and the related documents are unknown, and every document that refers to this one looks broken.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\ntitle: Analysis: the tests\n---\n\n# PROC-A-001: Analysis\n',
      mended: '---\nid: PROC-A-001\ntitle: "Analysis: the tests"\n---\n\n# PROC-A-001: Analysis\n',
    },
  ],
  check: null,
});
