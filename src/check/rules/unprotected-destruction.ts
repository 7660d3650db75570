/** What destroys comes after a gate or a backup. */
import type { Action, Finding, Flow, Hazard, Step } from '../../model/index.ts';
import { finding } from '../../model/index.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Refresh\n\n';
const drop = '```bash\ndropdb staging\n```\n';

export const unprotectedDestruction = defineRule({
  id: 'unprotected-destruction',
  code: 'PROCS023',
  family: 'safety',
  scope: 'document',
  title: 'A command that destroys stands behind a gate or a backup',
  severity: 'warning',
  why: 'What such a command removes is gone when the next step fails, and nobody was asked.',
  examples: [
    {
      failing: `${head}## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n${drop}`,
      mended: `${head}## Stage 1: Refresh\n\n### Step 1.1: Back up\n\n\`\`\`bash\npg_dump -f staging.sql staging\n\`\`\`\n\n### Step 1.2: Drop the old database\n\n${drop}`,
    },
    {
      failing: `${head}## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n${drop}`,
      mended: `${head}## Stage 1: Refresh\n\n### Step 1.1: Drop the old database\n\n${drop.replace('bash', 'bash {run=ask}')}`,
    },
  ],
  *check({ procedure }): Iterable<Finding> {
    // Where a backup is asked for before anything starts, it has been made.
    if (procedure.prerequisites.some(({ text }) => SAVES.test(text))) return;
    for (const flow of procedure.flows) yield* inFlow(flow);
  },
});

function* inFlow(flow: Flow): Iterable<Finding> {
  let isProtected = false;
  for (const stage of flow.stages) {
    isProtected ||= SAVES.test(stage.title) || stage.notices.some(({ level }) => level !== 'note');
    for (const step of stage.steps) {
      isProtected ||= protects(step);
      for (const action of step.actions) {
        const hazard = isProtected ? undefined : destroys(action);
        if (hazard !== undefined) {
          yield finding(
            'unprotected-destruction',
            hazard.span,
            `"${hazard.command}" ${hazard.reason}, and nothing before it asks a person or saves what it destroys.`,
            {
              help: 'Put a backup or a checklist before it, a notice on its step, or mark the block {run=ask}.',
            },
          );
        }
        isProtected ||= guards(action);
      }
    }
  }
}

const SAVES =
  /\b(back[- ]?ups?|respald\w*|copias? de seguridad|snapshots?|instant[aá]neas?|dump|pg_dump|mysqldump|export(?:ar|ed)?)\b/i;

/** A step that is announced as critical, or that is about saving. */
function protects(step: Step): boolean {
  return SAVES.test(step.title) || step.notices.some(({ level }) => level !== 'note');
}

function guards(action: Action): boolean {
  switch (action.kind) {
    case 'checklist':
    case 'instruction':
    case 'call':
      return true;
    case 'run':
      return (
        action.expects.run === 'ask' ||
        action.commands.some(({ text }) => SAVES.test(text)) ||
        action.hazards.some(({ kind }) => kind === 'interactive')
      );
    default:
      return false;
  }
}

/** A script is a listing: it runs only when asked for. */
function destroys(action: Action): Hazard | undefined {
  if (action.kind !== 'run' || action.expects.run !== 'auto') return undefined;
  // Within a block, what comes first in it counts too.
  return action.hazards.find(
    ({ kind, span, command }) =>
      kind === 'destructive' &&
      !isTidying(command) &&
      !/\/(?:tmp|var\/tmp)\/|mktemp|\$\{?(?:TMP|TEMP|TMPDIR)/i.test(command) &&
      !/--dry-run|\s-n\b/.test(command) &&
      !action.commands.some((one) => one.span.line < span.line && SAVES.test(one.text)),
  );
}

/** `rm -r` of a folder below the current one clears away what the procedure made; `/srv`, `~` and `*` are more. */
function isTidying(command: string): boolean {
  return /\brm\s/.test(command) && !/\s["']?(?:\/|~|\*|\.\.?\/?["']?(?:\s|$))/.test(command);
}
