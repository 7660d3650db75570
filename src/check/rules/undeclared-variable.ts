/** A variable that a procedure expects from outside is declared, or at least mentioned. */
import { type Action, type Finding, finding, type Procedure } from '../../model/index.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import { defineRule } from '../rule.ts';
import { wordsOf } from '../spoken-words.ts';

const body =
  '# PROC-A-001: Build\n\n## Step 1: Build\n\n```bash\ndocker build -t "app:$VERSION" .\n```\n';

export const undeclaredVariable = defineRule({
  id: 'undeclared-variable',
  code: 'PROCS034',
  family: 'parameters',
  scope: 'document',
  title: 'A variable that comes from outside is declared',
  severity: 'info',
  why: 'Whoever follows the procedure in a fresh terminal does not have it, and bash goes on with nothing in its place. "procs run" asks for what is declared.',
  examples: [
    {
      failing: `---\nid: PROC-A-001\n---\n\n${body}`,
      mended: `---\nid: PROC-A-001\nparameters:\n  VERSION:\n    description: What to build\n---\n\n${body}`,
    },
    {
      failing: `---\nid: PROC-A-001\n---\n\n${body}`,
      mended: `---\nid: PROC-A-001\n---\n\n${body.replace('\n## Step 1', '\n## Prerequisites\n\n- `VERSION` is exported\n\n## Step 1')}`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    const told = new Set<string>();
    for (const flow of procedure.flows) {
      for (const { name, span, guarded, reach } of dataflowOf(procedure, flow).uses) {
        if (guarded || told.has(name)) continue;
        if (reach.from !== 'environment' && reach.from !== 'other-flow') continue;
        told.add(name);
        // The text around the blocks, front matter included, speaks of it.
        if (wordsOf(document).outside.has(name) || isShown(name, procedure)) continue;
        yield finding(
          'undeclared-variable',
          span,
          reach.from === 'environment'
            ? `Nothing in this document sets $${name}, or says that it must be there.`
            : `$${name} is set in another part of this document ("${reach.flow}"): whoever starts here does not have it.`,
          {
            help: `Declare it under "${procedure.language === 'es' ? 'parametros' : 'parameters'}" in the front matter, name it in the prerequisites, or write "\${${name}:?what it is}".`,
            ...(reach.from === 'other-flow'
              ? {
                  related: [
                    { file: document.path, span: reach.by.span, message: 'It is set here.' },
                  ],
                }
              : {}),
          },
        );
      }
    }
  },
});

/** Whether a block that is only shown sets it: the exports of a prerequisite, an `.env` file, a manifest. */
function isShown(name: string, { listings, flows }: Procedure): boolean {
  const line = new RegExp(
    `^[^\\S\\n]*(?:[-$][^\\S\\n]+)?(?:export[^\\S\\n]+|set[^\\S\\n]+)?${name}[^\\S\\n]*[:=]`,
    'm',
  );
  const sets = (action: Action): boolean => {
    if (action.kind === 'listing') return line.test(action.code);
    return action.kind === 'run' && action.writes.some((write) => write.name === name);
  };
  return (
    listings.some(sets) ||
    flows.some(({ stages }) =>
      stages.some(({ steps }) =>
        steps.some(({ actions }) => actions.some((one) => one.kind === 'listing' && sets(one))),
      ),
    )
  );
}
