/** Blocks that a shell runs are bash. */
import { type Finding, finding } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { blocksOf, spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';

export const shellSyntax = defineRule({
  id: 'shell-syntax',
  code: 'PROCS014',
  family: 'shell',
  scope: 'document',
  title: 'Shell blocks are valid bash',
  severity: 'error',
  why: 'bash reads a block piece by piece: one that is no bash stops in the middle, with the first half done.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Step 1: Unpack\n\n```bash\nif [ -f backup.tgz ]; then\n  tar xf backup.tgz\n```\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Step 1: Unpack\n\n```bash\nif [ -f backup.tgz ]; then\n  tar xf backup.tgz\nfi\n```\n',
    },
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Inspect\n\n## Step 1: Look\n\n```bash\nkubectl describe pod <pod-name>\n```\n',
      mended:
        '---\nid: PROC-A-001\nparameters:\n  POD:\n    description: The pod to look at\n---\n\n# PROC-A-001: Inspect\n\n## Step 1: Look\n\n```bash\nkubectl describe pod "$POD"\n```\n',
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const block of blocksOf(procedure)) {
      if (block.syntaxError !== null) {
        yield finding(
          'shell-syntax',
          block.syntaxError.span,
          `This block is not valid bash: ${block.syntaxError.text}.`,
          {
            help: 'Mend the block, or mark it {run=never} if it is only shown. Nothing of a procedure runs while one of its blocks is no bash.',
          },
        );
        continue;
      }
      // Without holes, the compiler saw the block as it stands.
      if (block.holes.length === 0) continue;
      const error = analyzeShell(block.code).syntaxError;
      if (error === null) continue;
      const hole =
        block.holes.find(({ start, end }) => error.start >= start && error.start <= end) ??
        block.holes[0];
      const place = hole ?? error;
      const written = hole === undefined ? '' : block.code.slice(hole.start, hole.end);
      const why = written.startsWith('<')
        ? 'bash reads "<" and ">" as redirections'
        : `bash says: ${error.message}`;
      yield finding(
        'shell-syntax',
        spanInBlock(document, block, place),
        `This block is not valid bash as it stands, because of the placeholder ${written}: ${why}.`,
        {
          help: `"procs run" asks for its value. So that the block can also be pasted into a shell, write a variable: "$${hole?.parameter.toUpperCase().replace(/\W+/g, '_') ?? 'VALUE'}".`,
        },
      );
    }
  },
});
