/** The name of a file or tag is built from the clock once. */
import { type Finding, finding } from '../../model/index.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { isInert, type ShellBlock, shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Step 1: Tag\n\n';

export const twoClocks = defineRule({
  id: 'two-clocks',
  code: 'PROCS035',
  family: 'shell',
  scope: 'document',
  title: 'A name is built from the clock once',
  severity: 'warning',
  why: 'Between two calls of "date" a minute may pass: the second name is then that of something which does not exist, or which is another.',
  examples: [
    {
      failing: `${head}\`\`\`bash\ngit tag "deploy-$(date +%Y%m%d-%H%M)"\ngit push origin "deploy-$(date +%Y%m%d-%H%M)"\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ntag="deploy-$(date +%Y%m%d-%H%M)"\ngit tag "$tag"\ngit push origin "$tag"\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    // What is written in one flow is not what another one reads.
    const seen = new Map<string, Clock>();
    for (const found of shellBlocks(procedure, /\$\(\s*date\b/)) {
      for (const clock of clocksIn(found)) {
        const key = `${found.flow.id} ${found.block.kind === 'script' ? found.block.span.line : ''} ${clock.name}`;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, clock);
        else if (first.doing !== clock.doing) {
          yield finding(
            'two-clocks',
            spanInBlock(document, clock.found.block, clock),
            `The clock is read again for a name that line ${placeOf(first).line} built already: the two differ when time has passed.`,
            {
              help: `Read it once, and use the variable in both places: NAME="${clock.name}".`,
              related: [
                { file: document.path, span: placeOf(first), message: 'It is built here first.' },
              ],
            },
          );
        }
      }
    }
    function placeOf(clock: Clock): ReturnType<typeof spanInBlock> {
      return spanInBlock(document, clock.found.block, clock);
    }
  },
});

interface Clock {
  readonly found: ShellBlock;
  readonly start: number;
  readonly end: number;
  /** `deploy-$(date +%H%M)`, without folders. */
  readonly name: string;
  /** What is done with it: twice the same makes two things, each with its own name. */
  readonly doing: string;
}

function* clocksIn(found: ShellBlock): Iterable<Clock> {
  const { block, analysis } = found;
  const names = /([\w.${}:@%+,~/-]{0,200})\$\(\s*date\s+([^()]{0,200})\)([\w.${}@%+,-]{0,200})/g;
  for (const match of block.code.matchAll(names)) {
    const [text, before = '', format = '', behind = ''] = match;
    if (isInert(analysis, match.index) || !isFine(format)) continue;
    const prefix = before.slice(before.lastIndexOf('/') + 1);
    if (prefix.startsWith('-') || !/[A-Za-z]/.test(prefix + behind)) continue;
    const start = match.index + before.length - prefix.length;
    const line = block.code.slice(block.code.lastIndexOf('\n', start) + 1, start);
    yield {
      found,
      start,
      end: match.index + text.length,
      name: `${prefix}$(date ${format.trim()})${behind}`,
      doing: /(>>?)\s*["']?[^\s"']*$/.exec(line)?.[1] ?? line.trim(),
    };
  }
}

/** Whether the format has hours, minutes or seconds: two days differ only at midnight. */
function isFine(format: string): boolean {
  return /%-?[HMSsNTRXcIklr]/.test(format) || !/\+/.test(format);
}
