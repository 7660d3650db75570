/** A warning stands before the block that it warns of. */
import {
  type Finding,
  finding,
  type Notice,
  type RunAction,
  type Step,
} from '../../model/index.ts';
import { defineRule } from '../rule.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Refresh\n\n## Stage 1: Refresh\n\n### Step 1.1: Back up\n\n```bash\npg_dump -f staging.sql staging\n```\n\n### Step 1.2: Drop the old database\n\n';
const block = '```bash\ndropdb staging\n```\n\n';
const notice = '**CRITICAL:** Never run this against production.\n\n';

export const noticeAfterCommand = defineRule({
  id: 'notice-after-command',
  code: 'PROCS069',
  family: 'safety',
  scope: 'document',
  title: 'A warning stands before the block that it warns of',
  severity: 'warning',
  why: 'People paste a block when they come to it: a warning below it is read when it is too late.',
  examples: [{ failing: `${head}${block}${notice}`, mended: `${head}${notice}${block}` }],
  *check({ document, procedure }): Iterable<Finding> {
    for (const { stages } of procedure.flows) {
      for (const step of stages.flatMap(({ steps }) => steps)) {
        const late = lateNotice(step);
        if (late === null) continue;
        const { notice: found, action } = late;
        const hazard = action.hazards.find(({ kind }) => kind === 'destructive')!;
        yield finding(
          'notice-after-command',
          found.span,
          `This warning stands below the block that it speaks of, and that block ${hazard.reason}.`,
          {
            help: 'Move it above the block.',
            related: [{ file: document.path, span: hazard.span, message: `"${hazard.command}"` }],
          },
        );
      }
    }
  },
});

/** Of what may follow ('Si falla, …') a notice may well speak afterwards. */
function lateNotice({ actions, notices }: Step): { notice: Notice; action: RunAction } | null {
  const destroying = actions.filter(
    (action): action is RunAction =>
      action.kind === 'run' && action.hazards.some(({ kind }) => kind === 'destructive'),
  );
  const [action] = destroying;
  if (action === undefined) return null;
  const last = actions.at(-1)!;
  // Between two blocks, it is the second that it speaks of.
  if (last !== destroying.at(-1)) return null;
  if (notices.some(({ span }) => span.line < action.span.line)) return null;
  const notice = notices.find(
    ({ level, text, span }) =>
      level === 'critical' &&
      span.line > last.span.endLine &&
      !/^\W*(?:\p{L}+:\W*)?(?:si|if|en caso|in case|when|cuando|al terminar|despu[eé]s|after|once|una vez)\b/iu.test(
        text,
      ),
  );
  return notice === undefined ? null : { notice, action };
}
