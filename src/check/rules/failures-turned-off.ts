/** A block that does not stop at a failure says so for as little as possible. */
import { type Finding, finding } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Clean\n\n## Step 1: Clean\n\n';

export const failuresTurnedOff = defineRule({
  id: 'failures-turned-off',
  code: 'PROCS047',
  family: 'shell',
  scope: 'document',
  title: 'Failures are not turned off for a whole block',
  severity: 'warning',
  why: 'Behind "set +e" only the last command counts: whatever fails before it, the block passes.',
  examples: [
    {
      failing: `${head}\`\`\`bash\nset +e\ndocker stop shop\ndocker rm shop\n./deploy.sh\n./announce.sh\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ndocker stop shop || true\ndocker rm shop || true\n./deploy.sh\n./announce.sh\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, analysis } of shellBlocks(procedure, /\bset\s/, /\s\+/)) {
      const { commands } = analysis;
      const off = commands.find(
        (one) => sets(one, '+') && one.via.length === 0 && one.within.length === 0,
      );
      if (off === undefined) continue;
      const later = commands.filter(({ start }) => start > off.end);
      // Turned on again, or followed by one command, whose status is the block's.
      if (later.length < 2 || later.some((one) => sets(one, '-'))) continue;
      // The status is looked at by hand.
      if (/\$\?/.test(block.code.slice(off.end))) continue;
      yield finding(
        'failures-turned-off',
        spanInBlock(document, block, off),
        `Behind "${off.text}", only the last command of the block decides whether it failed.`,
        {
          help: 'Take it out, and write "|| true" behind the commands that may fail; or turn it on again with "set -e".',
        },
      );
    }
  },
});

function sets({ name, args }: ShellCommand, sign: '+' | '-'): boolean {
  if (name !== 'set') return false;
  return args.some(
    (word, at) =>
      (word.startsWith(sign) && /^.[a-zA-Z]*e/.test(word)) ||
      (args[at - 1] === `${sign}o` && word === 'errexit'),
  );
}
