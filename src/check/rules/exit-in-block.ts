/** A block does not end the shell that the next one runs in. */
import { type Finding, finding } from '../../model/index.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Verify\n\n## Step 1: Look\n\n';

export const exitInBlock = defineRule({
  id: 'exit-in-block',
  code: 'PROCS046',
  family: 'shell',
  scope: 'document',
  title: 'A block does not end the shell that the next one runs in',
  severity: 'warning',
  why: 'Pasted into a terminal, "exit" closes it, with the variables and the folder that later steps need.',
  examples: [
    {
      failing: `${head}\`\`\`bash\nsystemctl is-active shop\nexit 0\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\nsystemctl is-active shop\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const found of shellBlocks(procedure, /\bexit\b/, /(?:^|;)[^\S\n]*exit\b/m)) {
      const { block } = found;
      if (block.kind === 'script') continue;
      const { analysis } = found;
      for (const command of analysis.commands) {
        if (command.name !== 'exit' || !command.topLevel || command.via.length > 0) continue;
        const { start, end } = command;
        // It leaves the host that "ssh HOST" went to.
        if (block.host !== null || analysis.moves.some((move) => move.end <= end)) continue;
        if (/(?:&&|\|\|)\s*(?:\{[^}]*)?$/.test(block.code.slice(0, start))) continue;
        yield finding(
          'exit-in-block',
          spanInBlock(document, block, command),
          `"${command.text}" ends the shell that the following steps run in.`,
          { help: 'Leave it out: a block ends by itself. To stop with a failure, write "false".' },
        );
      }
    }
  },
});
