/** A forced push overwrites only what its author has seen. */
import { type Finding, finding } from '../../model/index.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { shellBlocks } from '../shell-blocks.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Mend\n\n## Step 1: Publish the branch\n\n**WARNING:** tell the team first.\n\n';

export const forcePush = defineRule({
  id: 'force-push',
  code: 'PROCS043',
  family: 'safety',
  scope: 'document',
  title: 'A forced push overwrites only what its author has seen',
  severity: 'warning',
  why: 'Commits that somebody else pushed in the meantime are gone from the branch, without a word.',
  examples: [
    {
      failing: `${head}\`\`\`bash\ngit push --force origin release\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ngit push --force-with-lease origin release\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, analysis } of shellBlocks(procedure, /\bgit\b/, /\bpush\b/)) {
      for (const command of analysis.commands) {
        if (command.name !== 'git') continue;
        const push = command.args.indexOf('push');
        const words = command.args.slice(push + 1);
        if (push === -1 || words.some((word) => word.startsWith('--force-with-lease'))) continue;
        if (words.some((word) => /^(?:-n|--dry-run|--delete|-d)$/.test(word))) continue;
        const forces = words.some(
          (word) => word === '--force' || /^-[a-z]*f/.test(word) || /^\+\S/.test(word),
        );
        // A tag has one author, and moving it is what is wanted.
        if (!forces || words.some((word) => word === '--tags' || word.includes('refs/tags/')))
          continue;
        yield finding(
          'force-push',
          spanInBlock(document, block, command),
          `"${command.text}" overwrites the branch, whatever others have pushed since.`,
          {
            help: 'Write --force-with-lease: it refuses where the branch is not what was seen last.',
          },
        );
      }
    }
  },
});
