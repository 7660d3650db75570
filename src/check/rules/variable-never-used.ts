/** A variable that is set is used. */
import { type Finding, finding } from '../../model/index.ts';
import type { VariableSet } from '../../workspace/dataflow/facts.ts';
import { isWellKnown } from '../../workspace/dataflow/well-known.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';
import { wordsOf } from '../spoken-words.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n## Step 1: Unpack\n\n';

export const variableNeverUsed = defineRule({
  id: 'variable-never-used',
  code: 'PROCS031',
  family: 'shell',
  scope: 'document',
  title: 'A variable that is set is used',
  severity: 'info',
  why: 'It is a leftover, or the place that should use it has another name or a fixed value in it.',
  examples: [
    {
      failing: `${head}\`\`\`bash\ntarget=/srv/restored\nmkdir -p /srv/restore\ntar -xzf backup.tgz -C /srv/restore\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ntarget=/srv/restored\nmkdir -p "$target"\ntar -xzf backup.tgz -C "$target"\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const flow of procedure.flows) {
      for (const { name, sets, uses, exported } of dataflowOf(procedure, flow).variables.values()) {
        const [set] = sets;
        // A command may read what is exported, and an upper-case name may be exported already.
        if (set === undefined || uses.length > 0 || exported || name === '_') continue;
        if (isWellKnown(name) || !/[a-z]/.test(name) || !isAssignment(document, set)) continue;
        // Something else speaks of it: a template, a message, a script.
        if ((wordsOf(document).everywhere.get(name) ?? 0) > sets.length) continue;
        yield finding(
          'variable-never-used',
          set.span,
          `$${name} is set here, and nothing uses it.`,
          {
            help: 'Take it out, or use it where its value is meant.',
          },
        );
      }
    }
  },
});

/** `x=1`: what a loop counts and what `read` takes apart is often not wanted, and must have a name all the same. */
function isAssignment(document: CompiledDocument, { name, span, within }: VariableSet): boolean {
  if (within.length > 0) return false;
  const written = linesOf(document)[span.line - 1]?.slice(span.column - 1) ?? '';
  return written.startsWith(`${name}=`);
}
