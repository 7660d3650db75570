/** Across a whole procedure: commands that newly destroy, backups that are gone, protection that was lost. */
import type { Difference, Hazard, Procedure } from '../../model/index.ts';
import { isGrave, saves, unprotectedHazards } from '../protection.ts';
import { type StepAt, stepsOf } from './course.ts';
import { stepPlace } from './diff-course.ts';
import { change } from './draft.ts';
import { fold, match, overlap, wordsOf } from './match.ts';

/** @param before `null`: the procedure is new. */
export function diffSafety(before: Procedure | null, after: Procedure): Difference[] {
  const [was, is] = [before === null ? [] : hazardsOf(before), hazardsOf(after)];
  return [
    ...match(was, is, { keys: [commandOf] }).added.map(({ at, hazard }) =>
      change(
        isGrave(hazard) ? 'destructive-command-added' : 'hazard-added',
        isGrave(hazard) ? 'danger' : 'notice',
        {
          place: stepPlace(at),
          subject: hazard.command,
          after: hazard.reason,
          at: hazard.span,
        },
      ),
    ),
    ...(before === null ? [] : [...backupChanges(before, after), ...exposed(before, after, was)]),
  ];
}

interface HazardAt {
  readonly at: StepAt;
  readonly hazard: Hazard;
}

function hazardsOf(procedure: Procedure): HazardAt[] {
  return stepsOf(procedure).flatMap((at) =>
    at.step.actions.flatMap((action) =>
      action.kind !== 'run'
        ? []
        : action.hazards
            .filter(({ kind }) => kind === 'destructive')
            .map((hazard) => ({ at, hazard })),
    ),
  );
}

function commandOf({ hazard }: { readonly hazard: Hazard }): string {
  return hazard.command.replace(/\s+/g, ' ').trim();
}

interface Backup {
  readonly at: StepAt;
  /** The command, or the title of a step that does it by hand. */
  readonly text: string;
}

function backupChanges(before: Procedure, after: Procedure): Difference[] {
  const { removed } = match(backupsOf(before), backupsOf(after), {
    keys: [({ text }) => fold(text)],
    likeness: (one, other) => overlap(wordsOf(one.text), wordsOf(other.text)),
  });
  return removed.map(({ at, text }) =>
    change('backup-removed', 'danger', { place: stepPlace(at), subject: text, was: at.step.span }),
  );
}

function backupsOf(procedure: Procedure): Backup[] {
  return stepsOf(procedure).flatMap((at) => {
    const commands = at.step.actions.flatMap((action) =>
      action.kind === 'run'
        ? action.commands.filter(({ name, text }) => saves(text) && !onlyTells.has(name))
        : [],
    );
    if (commands.length > 0) return commands.map(({ text }) => ({ at, text }));
    return saves(at.step.title) ? [{ at, text: at.step.title }] : [];
  });
}

/** Commands that speak of a backup and make none. */
const onlyTells = new Set(
  'echo printf ls cat head tail less grep test [ [[ cd mkdir find stat du wc rm md5sum sha256sum psql mysql pg_restore'.split(
    ' ',
  ),
);

/** What was behind a gate or a backup and now runs before any. */
function exposed(before: Procedure, after: Procedure, was: readonly HazardAt[]): Difference[] {
  const there = was.map(commandOf);
  const open = unprotectedHazards(before).map(commandOf);
  const where = new Map(stepsOf(after).map((at) => [at.step, at]));
  return unprotectedHazards(after)
    .filter((one) => there.includes(commandOf(one)) && !open.includes(commandOf(one)))
    .map(({ step, hazard }) =>
      change('protection-lost', 'danger', {
        place: stepPlace(where.get(step)!),
        subject: hazard.command,
        after: hazard.reason,
        at: hazard.span,
      }),
    );
}
