/** What destroys before anything asked a person or saved what it destroys, and what counts as saving. */
import type { Action, Flow, Hazard, Procedure, Stage, Step } from '../model/index.ts';

export interface Unprotected {
  readonly flow: Flow;
  readonly step: Step;
  readonly hazard: Hazard;
}

/** The first such command of each block. */
export function unprotectedHazards(procedure: Procedure): Unprotected[] {
  // Where a backup is asked for before anything starts, it has been made.
  if (procedure.prerequisites.some(({ text }) => SAVES.test(text))) return [];
  return procedure.flows.flatMap((flow) => [...inFlow(flow)]);
}

function* inFlow(flow: Flow): Iterable<Unprotected> {
  let isProtected = false;
  for (const stage of flow.stages) {
    isProtected ||= savesByName(stage) || warns(stage);
    for (const step of stage.steps) {
      isProtected ||= savesByName(step) || warns(step);
      for (const action of step.actions) {
        const hazard = isProtected ? undefined : firstGrave(action);
        if (hazard !== undefined) yield { flow, step, hazard };
        isProtected ||= guards(action);
      }
    }
  }
}

const SAVES =
  /\b(back[- ]?ups?|respald\w*|copias? de seguridad|snapshots?|instant[aá]neas?|dump|pg_dump|mysqldump|export(?:ar|ed)?)\b/i;

/** Whether a command or a sentence speaks of saving. */
export function saves(text: string): boolean {
  return SAVES.test(text);
}

function savesByName({ title }: Stage | Step): boolean {
  return saves(title);
}

function warns({ notices }: Stage | Step): boolean {
  return notices.some(({ level }) => level !== 'note');
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
        action.commands.some(({ text }) => saves(text)) ||
        action.hazards.some(({ kind }) => kind === 'interactive')
      );
    default:
      return false;
  }
}

/** A script is a listing: it runs only when asked for. */
function firstGrave(action: Action): Hazard | undefined {
  if (action.kind !== 'run' || action.expects.run !== 'auto') return undefined;
  // Within a block, what comes first in it counts too.
  return action.hazards.find(
    (hazard) =>
      isGrave(hazard) &&
      !action.commands.some((one) => one.span.line < hazard.span.line && saves(one.text)),
  );
}

/** Whether it destroys something that a person would miss. */
export function isGrave({ kind, command }: Hazard): boolean {
  return (
    kind === 'destructive' &&
    !isTidying(command) &&
    !/\/(?:tmp|var\/tmp)\/|mktemp|\$\{?(?:TMP|TEMP|TMPDIR)/i.test(command) &&
    !/--dry-run|\s-n\b/.test(command)
  );
}

/** `rm -r` of a folder below the current one clears away what the procedure made; `/srv`, `~` and `*` are more. */
function isTidying(command: string): boolean {
  return /\brm\s/.test(command) && !/\s["']?(?:\/|~|\*|\.\.?\/?["']?(?:\s|$))/.test(command);
}
