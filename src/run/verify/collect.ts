/** What of a plan can be checked without running it: its criteria, with the block that each speaks of where a run has kept it. */
import type { Criterion, RunAction, Step } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { key, type Progress } from '../journal/resume.ts';
import type { JudgedBlock } from '../judge/judge.ts';
import type { Plan } from '../plan/plan.ts';
import { routeOf } from '../plan/route.ts';
import type { Words } from '../words/words.ts';

export interface Checkable {
  /** Of its step; `stage 2`, or `null` for the procedure as a whole. */
  readonly ref: string | null;
  readonly criterion: Criterion;
  /** `null`: no run has kept one. */
  readonly block: JudgedBlock | null;
  /** When a block that may have run was started, though its end was not seen: milliseconds since the epoch. */
  readonly startedAt: number | null;
  /** Another host that it is to be looked at on. */
  readonly elsewhere: string | null;
  /** Commands of its check that a look may not do. */
  readonly dangers: readonly string[];
}

/** `progress`: of the run whose outputs count; `null`: of none. */
export function collectChecks(
  plan: Plan,
  hosts: Parameters<typeof routeOf>[2],
  progress: Progress | null,
  words: Words,
): Checkable[] {
  const { procedure, flow } = plan;
  const route = routeOf(flow, plan.values, hosts);
  const found: Checkable[] = [];
  const add = (ref: string | null, criterion: Criterion, step: Step | null, hash = ''): void => {
    // What a step did that says something else now proves nothing of what it says.
    const isSame = step !== null && progress?.begun.get(key('run', step.ref))?.hash === hash;
    const kept = isSame ? progress : null;
    const index = step === null ? -1 : blockIndex(criterion, step);
    const action = index < 0 ? undefined : step!.actions[index];
    const place = index < 0 ? '' : key('run', step!.ref, index);
    const visits = action?.kind === 'run' ? route.before.get(action) : route.judging.get(criterion);
    const visit = visits?.at(-1);
    found.push({
      ref,
      criterion,
      block: action?.kind === 'run' ? recordedBlock(kept, place, action) : null,
      startedAt: startOf(kept, place),
      elsewhere: visit === undefined || visit.target === 'local' ? null : visit.host,
      dangers: dangersOf(criterion, words),
    });
  };
  for (const { stage, steps } of plan.stages) {
    const planned = steps.filter(({ mode }) => mode === 'run');
    for (const { step, hash } of planned)
      for (const criterion of step.criteria) add(step.ref, criterion, step, hash);
    if (planned.length === steps.length)
      for (const criterion of stage.criteria) add(`stage ${stage.number}`, criterion, null);
  }
  const isWhole = plan.stages.every(({ steps }) => steps.every(({ mode }) => mode === 'run'));
  if (flow.id === 'main' && isWhole)
    for (const criterion of procedure.criteria) add(null, criterion, null);
  return found;
}

/** Whether the check looks at what a block printed or how it ended. */
export function needsBlock({ check }: Criterion): boolean {
  switch (check?.kind) {
    case 'exit':
    case 'command':
    case 'no-match':
    case 'output':
    case 'expected-output':
      return true;
    case 'file':
      return check.fresh;
    default:
      return false;
  }
}

/** The block that it names or stands in, else the last of the step. */
function blockIndex({ action, check }: Criterion, { actions }: Step): number {
  if (action !== null) return action;
  if (check?.kind === 'command') {
    const { line } = check;
    return actions.findIndex(
      (each) => each.kind === 'run' && line >= each.codeSpan.line && line <= each.codeSpan.endLine,
    );
  }
  return actions.findLastIndex(({ kind }) => kind === 'run');
}

function recordedBlock(
  progress: Progress | null,
  place: string,
  { code, codeSpan }: RunAction,
): JudgedBlock | null {
  const block = progress?.blocks.get(place);
  if (block === undefined) return null;
  // Begun again since, and not seen to end: what it printed before says nothing of now.
  const open = progress!.open.get(place);
  if (open !== undefined && open.ended === null) return null;
  const { outcome, verdict } = block.ended;
  return {
    outcome,
    verdict,
    startedAt: block.startedAt,
    placed: { code, line: codeSpan.line },
  };
}

function startOf(progress: Progress | null, place: string): number | null {
  const open = progress?.open.get(place);
  return open === undefined ? null : Date.parse(open.started.at);
}

/** What a check of the document would do beyond looking. */
function dangersOf({ check }: Criterion, words: Words): string[] {
  if (check?.kind !== 'script') return [];
  return analyzeShell(check.code)
    .hazards.filter(({ kind }) => kind !== 'remote')
    .map(({ command, reason }) => `\`${command}\` ${words.hazard(reason)}`);
}
