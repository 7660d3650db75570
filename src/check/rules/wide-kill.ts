/** Only the processes that are meant are killed. */
import { type Finding, finding } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Stop\n\n## Step 1: Stop the worker\n\n';

export const wideKill = defineRule({
  id: 'wide-kill',
  code: 'PROCS044',
  family: 'safety',
  scope: 'document',
  title: 'Only the processes that are meant are killed',
  severity: 'warning',
  why: 'A pattern over command lines also finds the editor that has the file open, a colleague\'s session, and the very shell that asks. A name like "python" or "tail" is that of many.',
  examples: [
    {
      failing: `${head}\`\`\`bash\npkill -f worker\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\nsystemctl stop worker\n\`\`\`\n`,
    },
    {
      failing: `${head}\`\`\`bash\nkill -9 $(ps aux | grep worker | awk '{print $2}')\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\nkill "$(cat /run/worker.pid)"\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, analysis } of shellBlocks(
      procedure,
      /\b(?:pkill|killall|kill)\b/,
      /\b(?:pkill|killall|xargs)\b|\$\(|`/,
    )) {
      for (const command of analysis.commands) {
        const problem = widely(command, block.code);
        if (problem === null) continue;
        yield finding('wide-kill', spanInBlock(document, block, command), problem, {
          help: 'Stop the service (systemctl stop), or kill the process ID that was kept when it was started: "tail -f … & pid=$!", "kill $pid".',
        });
      }
    }
  },
});

const COMMON =
  /^(?:bash|sh|zsh|ssh|sshd|python[\d.]*|node|nodejs|java|perl|ruby|php|php-fpm|tail|cat|less|sleep|vim?|tmux|screen|docker|sudo)$/;

function widely({ name, args, text, pipeline, via }: ShellCommand, code: string): string | null {
  const flags = args.filter((word) => word.startsWith('-')).join(' ');
  const target = args.findLast((word) => !word.startsWith('-')) ?? '';
  // In a container there is little else.
  if (via.some((wrapper) => /exec|chroot/.test(wrapper) && wrapper !== 'exec')) return null;
  switch (name) {
    case 'pkill': {
      const narrow =
        /(?:^| )-(?:[a-zA-Z]*[xuUPtgs]\b|-(?:exact|euid|uid|parent|terminal|session|pgroup))/.test(
          flags,
        );
      if (!/(?:^| )-(?:[a-zA-Z]*f|-full)\b/.test(flags))
        return COMMON.test(target) && !narrow ? everyone(text, target) : null;
      // A whole path with arguments is as good as a name.
      return narrow || /^["']?\^/.test(target) || (/\//.test(target) && / /.test(target))
        ? null
        : `"${text}" kills every process in whose command line "${target.replace(/^["']|["']$/g, '')}" stands.`;
    }
    case 'killall':
      return COMMON.test(target) && !/(?:^| )-(?:u|-user|l|-list)\b/.test(flags)
        ? everyone(text, target)
        : null;
    case 'kill': {
      const piped = via.includes('xargs') ? code.slice(pipeline.start, pipeline.end) : '';
      const searched =
        /\$\([^)]*\b(?:grep|pgrep\s+(?:-\w+\s+)*-\w*f)\b|`[^`]*\bgrep\b/.test(text) ||
        /\b(?:ps\b.*grep|pgrep\s+-\w*f)\b/s.test(piped);
      return searched
        ? `"${text.replace(/\s+/g, ' ')}" kills every process that a search over command lines finds.`
        : null;
    }
    default:
      return null;
  }
}

function everyone(text: string, target: string): string {
  return `"${text}" kills every process that is called "${target}", whoever started it.`;
}
