/** An HTTP error that a check should notice is noticed. */
import { type Finding, finding, type Step } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Verify\n\n## Step 1: Ask it\n\n';

export const curlWithoutFail = defineRule({
  id: 'curl-without-fail',
  code: 'PROCS041',
  family: 'shell',
  scope: 'document',
  title: 'An HTTP error makes curl fail',
  severity: 'warning',
  why: 'Without --fail, curl ends with 0 when the server answers 500: a health check that cannot fail, or an error page saved as the file that was wanted.',
  examples: [
    {
      failing: `${head}\`\`\`bash\ncurl https://shop.example.com/health\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ncurl --fail https://shop.example.com/health\n\`\`\`\n`,
    },
    {
      failing: `${head}\`\`\`bash\ncurl -s https://shop.example.com/health || exit 1\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ncurl -sf https://shop.example.com/health || exit 1\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, step, analysis } of shellBlocks(procedure, WITHOUT)) {
      for (const command of analysis.commands) {
        if (command.name !== 'curl' || !goesUnnoticed(command) || isJudged(step, command)) continue;
        yield finding(
          'curl-without-fail',
          spanInBlock(document, block, command),
          'This curl ends with 0 even where the server answers with an error, and nothing looks at what it prints.',
          {
            help: 'Add --fail (-f), so that an HTTP error is a failure; --fail-with-body also shows the answer.',
          },
        );
      }
    }
  },
});

const WITHOUT = /\bcurl\b(?![^\n|;&]{0,2000}\s(?:-[a-zA-Z]*f|--fail))/;

/** Whether nothing in the block sees an HTTP error: no --fail, and no reader of the output. */
function goesUnnoticed({ args, pipeline, within, redirects, text, via }: ShellCommand): boolean {
  if (via.some((one) => one === 'xargs')) return false;
  if (pipeline.index < pipeline.length - 1 || within.some(({ kind }) => kind === 'substitution'))
    return false;
  if (!/(?:https?:\/\/|\$|localhost|127\.0\.0\.1|\w\.\w+\/)/.test(text)) return false;
  if (/(?:ftp|file|telnet|smtp|ldap|scp|sftp):\/\//.test(text)) return false;
  for (const word of args) {
    if (
      /^-[a-zA-Z]*[fwIVhKTN]/.test(word) &&
      !word.startsWith('--') &&
      !/^-[a-zA-Z]*[oHdXubAeFmx].*/.test(word.replace(/[fwIVhKTN].*$/, ''))
    )
      return false;
    if (
      /^--(?:fail|fail-with-body|write-out|head|version|help|config|upload-file|include|verbose)\b/.test(
        word,
      )
    )
      return false;
    // A person is shown the status line.
    if (/^-[a-zA-Z]*[iv]/.test(word)) return false;
  }
  return !redirects.some(
    ({ operator, target }) =>
      operator.endsWith('>') && target !== '/dev/null' && /\$|log/.test(target),
  );
}

/** Where the step says what must come back, a person or a machine compares it. */
function isJudged({ criteria }: Step, command: ShellCommand): boolean {
  if (/\s-[a-zA-Z]*[oO]\b|\s--(?:remote-name|output)\b/.test(command.text)) return false;
  return criteria.some(
    ({ check }) => check === null || (check.kind !== 'exit' && check.kind !== 'command'),
  );
}
