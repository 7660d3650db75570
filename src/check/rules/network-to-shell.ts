/** What comes from the network is looked at before a shell runs it. */
import { type Finding, finding } from '../../model/index.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { isInert, shellBlocks } from '../shell-blocks.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Install\n\n## Step 1: Install the agent\n\n';

export const networkToShell = defineRule({
  id: 'network-to-shell',
  code: 'PROCS042',
  family: 'safety',
  scope: 'document',
  title: 'What comes from the network is not run unseen',
  severity: 'warning',
  why: 'Whoever controls that server, or the way to it, runs what they like here. A connection that breaks in the middle runs half of a script.',
  examples: [
    {
      failing: `${head}\`\`\`bash\ncurl -fsSL https://get.example.com/agent.sh | sudo bash\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ncurl -fsSLo agent.sh https://get.example.com/agent.sh\necho "9f2c6d1e  agent.sh" | sha256sum --check\nsudo bash agent.sh\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const found of shellBlocks(procedure, /\b(?:curl|wget)\b/, READER)) {
      const { block } = found;
      for (const pattern of patterns) {
        for (const match of block.code.matchAll(pattern)) {
          if (isInert(found.analysis, match.index)) continue;
          const range = { start: match.index, end: match.index + match[0].length };
          yield finding(
            'network-to-shell',
            spanInBlock(document, block, range),
            'This runs whatever the server answers, unseen.',
            {
              help: 'Load it into a file, compare its checksum with one in this document, and run the file.',
            },
          );
        }
      }
    }
  },
});

/** What every pattern holds behind or before the download. */
const READER = /sh\b|\bsource\b|\beval\b|\.\s+<\(/;

const shell = String.raw`(?:sudo\s+(?:-\S+\s+)*(?:\w+=\S*\s+)*)?(?:\S*\/)?(?:ba|z|k|da|a)?sh\b`;

const patterns = [
  // A pipe into a shell that reads its script there; `bash -c` and `bash file` do not. No command is as long
  // as the limits: without them, a line of many such words would be read from each of them to its end.
  new RegExp(
    String.raw`\b(?:curl|wget)\b[^|;&\n]{0,2000}(?:\\\n[^|;&\n]{0,2000}){0,50}\|\s*${shell}(?:\s+-[a-bd-z]*)*(?=\s*(?:$|[\n;&|)]|-s\b|--\s|-\s))`,
    'g',
  ),
  new RegExp(
    String.raw`(?:${shell}|\bsource|(?<=^|\n|[;&]\s?)\.)\s+<\(\s*(?:curl|wget)\b[^)]*\)`,
    'g',
  ),
  new RegExp(
    String.raw`(?:${shell}\s+-\w*c|\beval)\s+["']?\$\(\s*(?:curl|wget)\b[^)]*\)["']?`,
    'g',
  ),
];
