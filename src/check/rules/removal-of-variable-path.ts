/** A removal below a variable does not become one below the root. */
import { type Finding, finding } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { analysisOf } from '../../workspace/analysis.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { type ShellBlock, shellBlocks } from '../shell-blocks.ts';

const head =
  '---\nid: PROC-A-001\nparameters:\n  CACHE:\n    description: Folder of the cache\n---\n\n# PROC-A-001: Tidy\n\n## Step 1: Clear the cache\n\n';

export const removalOfVariablePath = defineRule({
  id: 'removal-of-variable-path',
  code: 'PROCS038',
  family: 'safety',
  scope: 'document',
  title: 'A removal below a variable is not one below the root',
  severity: 'warning',
  why: 'Where the variable is empty, "rm -rf $DIR/*" is "rm -rf /*". It has happened to the best.',
  examples: [
    {
      failing: `${head}\`\`\`bash\nrm -rf "$CACHE"/*\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\nrm -rf "\${CACHE:?}"/*\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const found of shellBlocks(procedure, /\brm\s/, /\$/)) {
      for (const command of found.analysis.commands) {
        if (
          command.name !== 'rm' ||
          !command.args.some((one) => /^-[a-zA-Z]*[rR]|^--rec/.test(one))
        )
          continue;
        for (const argument of command.args) {
          const name = /^["']?\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))["']?\/(?!["']?$|\.)/.exec(
            argument,
          );
          const variable = name?.[1] ?? name?.[2];
          if (variable === undefined || argument.startsWith("'")) continue;
          if (isSure(variable, command, found)) continue;
          yield finding(
            'removal-of-variable-path',
            spanInBlock(document, found.block, command),
            `Where $${variable} is empty, this removes ${argument.replace(/^["']?\$(?:\{\w+\}|\w+)["']?|["']/g, '')} from the root of the file system.`,
            { help: `Let bash refuse: write \${${variable}:?} for $${variable}.` },
          );
          break;
        }
      }
    }
  },
});

/** Whether the variable has a value for sure: every place that sets it gives it one, or it is asked about before. */
function isSure(
  name: string,
  command: ShellCommand,
  { block, flow, analysis }: ShellBlock,
): boolean {
  const before = block.code.slice(0, command.start);
  if (new RegExp(`-[nzdef]\\s+"?\\$\\{?${name}\\b|\\$\\{${name}:[?=-]`).test(before)) return true;
  // The loop gives it one word after the other, none of them empty.
  if (new RegExp(`\\bfor\\s+${name}\\s+in\\b`).test(before)) return true;
  const values = analysis.writes
    .filter((write) => write.name === name)
    .map(({ value }) => value?.text);
  if (values.length === 0 && block.kind === 'run') {
    for (const action of flow.stages.flatMap(({ steps }) =>
      steps.flatMap(({ actions }) => actions),
    )) {
      if (action.kind !== 'run' || !action.writes.some((write) => write.name === name)) continue;
      values.push(
        ...analysisOf(action)
          .writes.filter((write) => write.name === name)
          .map(({ value }) => value?.text),
      );
    }
  }
  return (
    values.length > 0 &&
    values.every(
      (value) =>
        value !== undefined &&
        /^(?:["']?[\w/.~-]|"?\$\((?:mktemp|pwd|realpath)\b|"?\$(?:HOME|PWD)\b)/.test(value),
    )
  );
}
