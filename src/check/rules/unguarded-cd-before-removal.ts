/** What is removed relative to a folder is removed only there. */
import { type Finding, finding } from '../../model/index.ts';
import type { ShellAnalysis, ShellCommand } from '../../shell/analysis.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { behindRedirections, shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Tidy\n\n## Step 1: Clear the cache\n\n';

export const unguardedCdBeforeRemoval = defineRule({
  id: 'unguarded-cd-before-removal',
  code: 'PROCS037',
  family: 'safety',
  scope: 'document',
  title: 'A removal does not run where a "cd" failed',
  severity: 'warning',
  why: '"procs run" stops at the "cd"; a terminal that the lines are pasted into does not, and removes what lies in the folder that it happens to be in.',
  examples: [
    {
      failing: `${head}\`\`\`bash\ncd /var/cache/shop\nrm -rf pages\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ncd /var/cache/shop && rm -rf pages\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, analysis } of shellBlocks(procedure, /\bcd\b/, /\brm\b|\s-delete\b/)) {
      let cd: ShellCommand | null = null;
      for (const command of analysis.commands) {
        if (command.via.length > 0) continue;
        if (isStrict(command)) break;
        if (command.name === 'cd') cd = mayFail(command, block.code, analysis) ? command : null;
        const removal = cd === null ? null : relative(command);
        if (cd === null || removal === null || !sameShell(cd, command)) continue;
        yield finding(
          'unguarded-cd-before-removal',
          spanInBlock(document, block, command),
          `Where "${cd.text}" fails and this is pasted into a terminal, "${command.text}" removes ${removal} from whatever folder it is in.`,
          {
            help: `Join them, "${cd.text} && ${command.text}", or write the whole path.`,
            related: [
              {
                file: document.path,
                span: spanInBlock(document, block, cd),
                message: 'Nothing notices when this fails.',
              },
            ],
          },
        );
        break;
      }
    }
  },
});

function isStrict({ name, args }: ShellCommand): boolean {
  return (
    name === 'set' &&
    args.some((one, at) => /^-[a-zA-Z]*e/.test(one) || (args[at - 1] === '-o' && one === 'errexit'))
  );
}

/** `cd`, `cd ~` and `cd -` hardly do; one before `&&` or `||`, or in a condition, is noticed. */
function mayFail(
  { args, end, guarded, start }: ShellCommand,
  code: string,
  { commands }: ShellAnalysis,
): boolean {
  const target = args.at(-1);
  if (target === undefined || /^(?:~|-|\.\.?|\$HOME|"\$HOME")\/?$/.test(target)) return false;
  if (/^[^\S\n]*(?:&&|\|\|)/.test(behindRedirections(code.slice(end)))) return false;
  if (/&&\s*$|\b(?:if|while|until)\s+!?\s*$/.test(code.slice(0, start))) return false;
  // What was made or asked about just before is there.
  const folder = target.replace(/^["']|["']$/g, '');
  if (
    commands.some(
      (one) =>
        one.end <= start &&
        /^(?:mkdir|git|install|\[|test)$/.test(one.name) &&
        one.text.includes(folder),
    )
  )
    return false;
  return !guarded;
}

/** What it removes that no path from the root names; `null`: nothing. */
function relative({ name, args }: ShellCommand): string | null {
  if (name === 'find') {
    const from = args[0];
    return args.includes('-delete') && (from === undefined || /^(?:-|\.)/.test(from))
      ? 'what it finds'
      : null;
  }
  if (name !== 'rm') return null;
  const deep = args.some((one) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(one));
  const target = args.find(
    (one) => !one.startsWith('-') && !/^["']?(?:\/|~|\$)/.test(one) && (deep || one.includes('*')),
  );
  return target ?? null;
}

function sameShell(cd: ShellCommand, command: ShellCommand): boolean {
  return cd.within.every(
    ({ kind, start }, at) =>
      command.within[at]?.kind === kind && command.within[at]?.start === start,
  );
}
