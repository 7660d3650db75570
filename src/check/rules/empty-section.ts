/** A section that a reader relies on has something in it. */
import { type Finding, finding, type SectionRole } from '../../model/index.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Stage 1: Restore\n\n- [ ] Restored\n\n';
const scope = '## References\n\nNone.\n';

export const emptySection = defineRule({
  id: 'empty-section',
  code: 'PROCS067',
  family: 'structure',
  scope: 'document',
  title: 'Sections that people rely on are not empty',
  severity: 'warning',
  why: 'A table of contents with a rollback in it says that there is a way back; whoever needs it finds a heading.',
  examples: [
    {
      failing: `${head}## Rollback\n\n${scope}`,
      mended: `${head}## Rollback\n\nThere is none: the restore can be repeated.\n\n${scope}`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    for (const { title, level, role, span } of procedure.sections) {
      const needs = relied[role];
      if (needs === undefined || level === 1 || span.endLine > span.line + 1) continue;
      // The second line of a heading that is underlined.
      const next = linesOf(document)[span.line] ?? '';
      if (span.endLine > span.line && !/^\s*(?:=+|-+)\s*$/.test(next)) continue;
      yield finding('empty-section', span, `Nothing stands under "${title}".`, {
        help: `Write ${needs}, say that there is nothing to say and why, or take the heading out.`,
      });
    }
  },
});

const relied: Partial<Record<SectionRole, string>> = {
  prerequisites: 'what has to be there before the start',
  procedure: 'what is to be done',
  validation: 'how to see that it worked',
  rollback: 'the way back',
  'success-criteria': 'how to see that it worked',
  roles: 'who does what',
  risks: 'what can go wrong',
};
