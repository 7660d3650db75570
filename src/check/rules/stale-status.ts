/** `$?` is the status of the command that is meant. */
import { type Finding, finding } from '../../model/index.ts';
import type { ShellAnalysis, ShellCommand } from '../../shell/analysis.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { behindRedirections, isInert, shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Migrate\n\n';
const block = (code: string): string => `\`\`\`bash\n${code}\n\`\`\`\n`;

export const staleStatus = defineRule({
  id: 'stale-status',
  code: 'PROCS036',
  family: 'shell',
  scope: 'document',
  title: '"$?" is the status of the command that is meant',
  severity: 'warning',
  why: 'It is always the status of what ran last. Behind an "echo" it is 0, whatever happened before: the check says that all is well.',
  examples: [
    {
      failing: `${head}## Step 1: Migrate\n\n${block('./migrate.sh\necho "Migration done"\necho "Status: $?"')}`,
      mended: `${head}## Step 1: Migrate\n\n${block('./migrate.sh\nstatus=$?\necho "Migration done"\necho "Status: $status"')}`,
    },
    {
      failing: `${head}## Step 1: Migrate\n\n${block('./migrate.sh')}\n## Step 2: Verify\n\n${block('echo $?')}`,
      mended: `${head}## Step 1: Migrate\n\n${block('./migrate.sh\necho $?')}`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, analysis } of shellBlocks(procedure, /\$(?:\?|\{\?\})/)) {
      for (const match of block.code.matchAll(/\$(?:\?|\{\?\})/g)) {
        if (isInert(analysis, match.index) || block.code[match.index - 1] === '\\') continue;
        const problem = judge(block.code, match.index, analysis, block.kind === 'run');
        if (problem === null) continue;
        const range = { start: match.index, end: match.index + match[0].length };
        yield finding('stale-status', spanInBlock(document, block, range), problem, {
          help: 'Keep the status right behind the command that is meant, "status=$?", or let its failure stop the block.',
        });
      }
    }
  },
});

function judge(code: string, at: number, analysis: ShellAnalysis, isRun: boolean): string | null {
  const own = analysis.commands.filter(({ start, end }) => start <= at && at < end).at(-1);
  if (own !== undefined && !own.within.every(({ kind }) => kind === 'function')) return null;
  const start = own?.start ?? at;
  const before = analysis.commands
    .filter((one) => one.end <= start)
    .toSorted((a, b) => a.end - b.end || b.start - a.start);
  const last = before.at(-1);
  if (last === undefined) {
    const isFirst = /^(?:\s|#[^\n]*(?:\n|$))*(?:if\s+)?(?:\[\[|\(\()?[\s"']*$/.test(
      code.slice(0, start),
    );
    return isRun && isFirst
      ? "$? stands first in this block: it is the status of whatever that shell ran last, which is not this step's to know."
      : null;
  }
  if (
    !last.within.every(({ kind }) => kind === 'function') ||
    !follows(code.slice(last.end, start))
  )
    return null;
  const earlier = before.at(-2);
  const joined = code.slice(earlier?.end ?? 0, last.start);
  if (/&&|\|\||\b(?:then|do|else)\b|[({]\s*$/.test(joined) || last.pipeline.length > 1) return null;
  if (!saysNothing(last)) return null;
  const name = last.name === '' ? 'the assignment' : `"${last.name}"`;
  return `$? is the status of ${name} right before it, not of the command that is meant.`;
}

/** Whether nothing but an end of line, a redirection or an "if" stands between two commands. */
function follows(between: string): boolean {
  const text = between.replace(/#[^\n]*/g, '');
  return /^[\s;]*(?:if\s+)?(?:\[\[|\(\()?[\s"']*$/.test(behindRedirections(text));
}

/** Commands whose own status nobody asks for. */
function saysNothing({ name, text }: ShellCommand): boolean {
  if (name === '') return /^\w+\+?=/.test(text) && !/\$\(|`/.test(text);
  return /^(?:echo|printf|true|:|sleep|export|local|declare|readonly|\[|test)$/.test(name);
}
