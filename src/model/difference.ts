/** What changed between two states of a procedure, by meaning. */
import { z } from 'zod';

/**
 * `danger`: something that kept people or systems safe is gone, or something new can destroy.
 * `notice`: a run does something else than before. `minor`: everything else.
 */
export const DifferenceSeverity = z.enum(['danger', 'notice', 'minor']);
export type DifferenceSeverity = z.infer<typeof DifferenceSeverity>;

export const DifferenceKind = z.enum([
  // The procedure as a whole.
  'procedure-added',
  'procedure-removed',
  'id-changed',
  'moved',
  'version-not-raised',
  'version-lowered',
  'version-changed',
  'status-changed',
  'field-changed',
  // What it is made of beside its flows: roles, approvals, parameters, prerequisites.
  'entry-added',
  'entry-removed',
  'approval-removed',
  'approval-changed',
  'parameter-changed',
  'secret-revealed',
  // Its course.
  'flow-added',
  'flow-removed',
  'stage-added',
  'stage-removed',
  'stage-renamed',
  'stage-reordered',
  'stage-estimate',
  'step-added',
  'step-removed',
  'step-renamed',
  'step-moved',
  'step-reordered',
  'steps-renumbered',
  'made-optional',
  'made-required',
  // What is done.
  'action-added',
  'action-removed',
  'action-changed',
  'action-reordered',
  'commands-changed',
  'no-longer-run',
  'now-run',
  'host-changed',
  'destructive-command-added',
  'hazard-added',
  'setting-changed',
  // What keeps it safe.
  'backup-removed',
  'protection-lost',
  'gate-removed',
  'confirmation-removed',
  'notice-removed',
  'notice-lowered',
  'notice-changed',
  'notice-moved',
  'notice-added',
  'exit-loosened',
  // How it is judged.
  'criterion-removed',
  'criterion-weakened',
  'criterion-changed',
  'criterion-moved',
  'criterion-strengthened',
  'criterion-reworded',
  'criterion-added',
]);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** Where in a procedure: as it is after the change, or where that is gone, as it was before. */
export const DifferencePlace = z.object({
  flow: z.string(),
  /** `2 Migrate`; `null`: the flow as a whole. */
  stage: z.string().nullable(),
  /** `2.1 Stop the workers`; `null`: the stage as a whole. */
  step: z.string().nullable(),
});
export type DifferencePlace = z.infer<typeof DifferencePlace>;

export const Difference = z.object({
  kind: DifferenceKind,
  severity: DifferenceSeverity,
  /** `null`: the procedure as a whole. */
  place: DifferencePlace.nullable(),
  /** What it is that changed, in words of procs: `parameter`, `timeout`; `null` where the kind says it. */
  what: z.string().nullable(),
  /** Its name, in words of the document. */
  subject: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Line of the document after the change; `null`: it is there no more. */
  line: z.int().min(1).nullable(),
  /** Line of the document before the change; `null`: it was not there. */
  lineBefore: z.int().min(1).nullable(),
});
export type Difference = z.infer<typeof Difference>;

export const ProcedureDiff = z.object({
  /** ID, else file name; as it is after the change. */
  name: z.string(),
  title: z.string(),
  status: z.enum(['added', 'removed', 'changed']),
  /** Relative to the workspace root; `null`: it is there no more. */
  path: z.string().nullable(),
  /** `null`: it was not there. */
  pathBefore: z.string().nullable(),
  /** The most severe first, then in the order of the document. */
  changes: z.array(Difference),
});
export type ProcedureDiff = z.infer<typeof ProcedureDiff>;

export const WorkspaceDiff = z.object({
  procedures: z.array(ProcedureDiff),
  /** Paths of documents whose text changed and whose meaning did not. */
  reworded: z.array(z.string()),
  /** Documents that could not be read on one side or on both, so nothing is claimed of them. */
  unreadable: z.array(
    z.object({ path: z.string(), side: z.enum(['before', 'after']), reason: z.string() }),
  ),
});
export type WorkspaceDiff = z.infer<typeof WorkspaceDiff>;

/** What `procs diff --format json` prints. */
export const DiffReport = z.object({
  /** Commit that is compared with. */
  before: z.string(),
  /** Commit that is compared; `null`: the files as they lie on disk. */
  after: z.string().nullable(),
  ...WorkspaceDiff.shape,
  summary: z.object({
    dangers: z.int().min(0),
    notices: z.int().min(0),
    minor: z.int().min(0),
  }),
});
export type DiffReport = z.infer<typeof DiffReport>;
