/** Placeholders in angle brackets that bash takes for redirections without a word. */
import { type Finding, finding } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { blocksOf, spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';

export const placeholderRedirection = defineRule({
  id: 'placeholder-redirection',
  code: 'PROCS015',
  family: 'parameters',
  scope: 'document',
  title: 'No placeholder is a redirection to bash',
  severity: 'warning',
  why: 'Pasted as it is, "get pod <pod> -n <namespace>" reads from a file "pod" and writes to a file "-n": bash has nothing to complain about.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Inspect\n\n## Step 1: Look\n\n```bash\nkubectl get pod <pod> -n <namespace> -o yaml\n```\n',
      mended:
        '---\nid: PROC-A-001\nparameters:\n  POD:\n    description: The pod to look at\n  NAMESPACE:\n    description: Where it is\n---\n\n# PROC-A-001: Inspect\n\n## Step 1: Look\n\n```bash\nkubectl get pod "$POD" -n "$NAMESPACE" -o yaml\n```\n',
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const block of blocksOf(procedure)) {
      const holes = block.holes.filter(
        (hole) =>
          hole.kind === 'placeholder' && hole.quoting === 'bare' && block.code[hole.start] === '<',
      );
      if (holes.length === 0 || analyzeShell(block.code).syntaxError !== null) continue;
      const written = [...new Set(holes.map((hole) => block.code.slice(hole.start, hole.end)))];
      yield finding(
        'placeholder-redirection',
        spanInBlock(document, block, holes[0]!),
        `bash would read ${written.join(', ')} as redirections: pasted as it stands, this block reads from and writes to files of these names.`,
        {
          help: '"procs run" asks for the values. So that it is safe to paste, write variables ("$POD"), or put the placeholder between quotes.',
        },
      );
    }
  },
});
