/** A criterion that a machine could check, with the check that the document itself gives away. */
import { type Criterion, type Finding, finding, type Step } from '../../model/index.ts';
import { defineRule } from '../rule.ts';
import { type SuggestedCheck, suggestCheck } from '../suggested-check.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Orders\n\n## Stage 1: Restart\n\n### Step 1.1: Restart\n\n';
const restart = `${head}\`\`\`bash\nsudo systemctl restart orders\n\`\`\`\n\n`;
const request = `${head}\`\`\`bash\ncurl -s http://localhost:8080/health\n\`\`\`\n\n`;

export const attestedCriterion = defineRule({
  id: 'attested-criterion',
  code: 'PROCS070',
  family: 'criteria',
  scope: 'document',
  title: 'What a machine could check is not left to a person',
  severity: 'info',
  why: 'An unattended run ends unverified at every criterion that only a person decides, and a person in a hurry says yes.',
  examples: [
    {
      failing: `${restart}**Success criterion:** The orders service is running without errors\n`,
      mended: `${restart}**Success criterion:** The orders service is running without errors: service orders active\n`,
    },
    {
      failing: `${request}**Criterio de éxito:** Responde HTTP 200 en menos de dos segundos\n`,
      mended: `${request}**Criterio de éxito:** Responde HTTP 200 en menos de dos segundos: http 200 http://localhost:8080/health\n`,
    },
    {
      failing: `${head}\`\`\`bash\nordersctl replication\n\`\`\`\n\nExpected: The last line shows \`Synchronised\`\n`,
      mended: `${head}\`\`\`bash\nordersctl replication\n\`\`\`\n\nExpected: The last line shows \`Synchronised\`: stdout matches /\\bSynchronised\\b/\n`,
    },
  ],
  *check({ procedure }): Iterable<Finding> {
    const steps = procedure.flows.flatMap(({ stages }) => stages.flatMap((stage) => stage.steps));
    for (const step of steps) {
      for (const criterion of step.criteria) {
        const suggested = suggestedFor(criterion, step);
        if (suggested === null) continue;
        yield finding(
          'attested-criterion',
          criterion.span,
          `Whether "${shortened(criterion.text)}" holds is left to a person, and a machine could look.`,
          {
            help: `Write the check behind the sentence, after a colon: "${suggested.predicate}". For more than that, put a "bash check" block right below it.`,
          },
        );
      }
    }
  },
});

function suggestedFor(criterion: Criterion, { actions, criteria }: Step): SuggestedCheck | null {
  if (criterion.check !== null || criterion.action === null) return null;
  const block = actions[criterion.action];
  if (block?.kind !== 'run') return null;
  const suggested = suggestCheck(criterion, block);
  // Where a sentence beside it is checked in this way already, this one says what is left over.
  const isChecked = criteria.some(
    ({ action, check }) => action === criterion.action && check?.kind === suggested?.kind,
  );
  return isChecked ? null : suggested;
}

function shortened(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69).trimEnd()}…` : text;
}
