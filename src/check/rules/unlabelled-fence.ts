/** A block of commands in a step says that it is one. */
import { type Finding, finding, type ListingAction } from '../../model/index.ts';
import { isCommandWord } from '../../shell/suites.ts';
import { defineRule } from '../rule.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restart\n\n## Stage 1: Restart\n\n### Step 1.1: Restart the web server\n\n- [ ] Nobody is at work\n\n';
const code = 'sudo systemctl restart nginx\ncurl -fsS http://localhost/health\n```\n';

export const unlabelledFence = defineRule({
  id: 'unlabelled-fence',
  code: 'PROCS065',
  family: 'structure',
  scope: 'document',
  title: 'Blocks of commands name their language',
  severity: 'info',
  why: 'A block without a language is only shown: a run goes past it, and nobody notices that its commands were never executed.',
  examples: [{ failing: `${head}\`\`\`\n${code}`, mended: `${head}\`\`\`bash\n${code}` }],
  *check({ procedure }): Iterable<Finding> {
    for (const { stages } of procedure.flows) {
      for (const action of stages.flatMap(({ steps }) => steps.flatMap((step) => step.actions))) {
        if (action.kind !== 'listing' || action.language !== null || !isShell(action)) continue;
        const { line, column } = action.span;
        yield finding(
          'unlabelled-fence',
          { line, column, endLine: line, endColumn: column + 3 },
          'This block looks like commands and names no language, so a run only shows it.',
          {
            help: 'Open it with "```bash" where it is to be run, and with "```text" where it is only shown.',
          },
        );
      }
    }
  },
});

/** Every line is a command that is known, and one at least has arguments. */
function isShell({ code }: ListingAction): boolean {
  const lines = code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^\s*\$\s+/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const words = lines.map((line) => line.split(/\s+/));
  return (
    lines.length > 0 &&
    words.every(([first]) => isCommandWord(first!)) &&
    words.some(([, ...args]) => args.some((arg) => /^-|[/=$|.]/.test(arg)) || args.length > 1)
  );
}
