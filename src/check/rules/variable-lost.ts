/** A variable that is set reaches the place that uses it. */
import { type Finding, finding } from '../../model/index.ts';
import type { Loss, VariableUse } from '../../workspace/dataflow/facts.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Roll back\n\n';
const step = (title: string, code: string): string =>
  `## ${title}\n\n\`\`\`bash\n${code}\n\`\`\`\n\n`;
const choose = 'RELEASE=$(cat /srv/releases/last-good)';

export const variableLost = defineRule({
  id: 'variable-lost',
  code: 'PROCS032',
  family: 'shell',
  scope: 'document',
  title: 'A variable that is set reaches the place that uses it',
  severity: 'warning',
  why: 'Variables do not travel over ssh, out of a pipeline, a subshell or a block in the background, or into another process without "export". Where they do not arrive, the command gets nothing for them: "git checkout $RELEASE" stays where it is and says that all is well.',
  examples: [
    {
      failing: `${head}${step('Step 1: Choose', choose)}${step('Step 2: Connect', 'ssh app-1')}${step('Step 3: Switch', 'git checkout "$RELEASE"')}`,
      mended: `${head}${step('Step 1: Connect', 'ssh app-1')}${step('Step 2: Choose', choose)}${step('Step 3: Switch', 'git checkout "$RELEASE"')}`,
    },
    {
      failing: `${head}${step('Step 1: Count', 'failed=0\ngrep -c ERROR *.log | while read -r line; do\n  failed=$((failed + 1))\ndone\necho "$failed"')}`,
      mended: `${head}${step('Step 1: Count', 'failed=0\nwhile read -r line; do\n  failed=$((failed + 1))\ndone < <(grep -c ERROR *.log)\necho "$failed"')}`,
    },
    {
      failing: `${head}${step('Step 1: Switch', `${choose}\nssh app-1 'git -C /srv/app checkout "$RELEASE"'`)}`,
      mended: `${head}${step('Step 1: Switch', `${choose}\nssh app-1 "git -C /srv/app checkout '$RELEASE'"`)}`,
    },
    {
      failing: `${head}${step('Step 1: Serve', 'PORT=8080\npython3 -m http.server "$PORT"').replace('```bash', '```bash {background}')}${step('Step 2: Ask', 'curl -f "http://localhost:$PORT/"')}`,
      mended: `${head}${step('Step 1: Choose', 'PORT=8080')}${step('Step 2: Serve', 'python3 -m http.server "$PORT"').replace('```bash', '```bash {background}')}${step('Step 3: Ask', 'curl -f "http://localhost:$PORT/"')}`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const flow of procedure.flows) {
      const told = new Set<string>();
      for (const use of dataflowOf(procedure, flow).uses) {
        const { name, span, reach } = use;
        if (reach.from !== 'lost' || told.has(`${name} ${reach.why}`)) continue;
        if (use.guarded && reach.why !== 'pipeline') continue;
        told.add(`${name} ${reach.why}`);
        const { by, why } = reach;
        const where = by.step === use.step ? `line ${by.span.line}` : `step ${by.step}`;
        yield finding(
          'variable-lost',
          span,
          `$${name} is set in ${where} ${reason(why, by.host, use)}`,
          {
            help: mend(why, name),
            related: [{ file: document.path, span: by.span, message: 'It is set here.' }],
          },
        );
      }
    }
  },
});

function reason(why: Loss, from: string | null, use: VariableUse): string {
  switch (why) {
    case 'host':
      return use.within.some(({ kind }) => kind === 'remote')
        ? 'and does not arrive in this command, which another machine or a container runs: it is empty there.'
        : `${on(from)}, but this runs ${on(use.host)}: variables do not travel with ssh, so it is empty here.`;
    case 'pipeline':
      return 'in a part of a pipeline, which is a process of its own: here it has not changed.';
    case 'subshell':
      return 'inside "( … )", which is a process of its own: here it is not set.';
    case 'substitution':
      return 'inside "$( … )", which is a process of its own: here it is not set.';
    case 'background':
      return 'behind "&", in a process of its own: here it is not set.';
    case 'background-block':
      return "in a block that runs in the background, and what that sets is never the session's: here it is not set.";
    case 'shell':
      return 'without "export", so this other shell does not have it: it is empty here.';
    case 'user':
      return 'and does not arrive in this command: sudo clears the environment, so it is empty here.';
    case 'unset':
      return 'and was taken away with "unset" since.';
  }
}

function on(host: string | null): string {
  return host === null ? 'on this machine' : `on ${host}`;
}

function mend(why: Loss, name: string): string {
  switch (why) {
    case 'host':
      return `Set $${name} on the machine that uses it, or write the command between double quotes, so that this shell fills it in.`;
    case 'pipeline':
      return 'Feed the loop from the right instead: "while read …; do …; done < <(command)".';
    case 'subshell':
    case 'substitution':
    case 'background':
      return `Set $${name} outside, in the shell that uses it.`;
    case 'background-block':
      return `Set $${name} in a block before it that does not run in the background: both have it then.`;
    case 'shell':
      return `Write "export ${name}", or put the script between double quotes.`;
    case 'user':
      return `Give it along: "sudo ${name}="$${name}" …", or "sudo --preserve-env=${name} …".`;
    case 'unset':
      return 'Unset it after its last use.';
  }
}
