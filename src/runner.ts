/** The face of what runs procedures: without what checks, publishes or compares them. */

export { documentState } from './git/document-state.ts';
export * from './reader.ts';
export { JournalError } from './run/journal/journal.ts';
export { storageFailure } from './run/journal/storage.ts';
export {
  findRun,
  latestRun,
  listRuns,
  runsDirectory,
  type StoredRun,
} from './run/journal/store.ts';
export { type RunOptions, wordsFor } from './run/options.ts';
export type { Plan, Selection } from './run/plan/plan.ts';
export { type PlanLine, viewPlan } from './run/plan/plan-view.ts';
export { RunRefused } from './run/refusal.ts';
export { resumeRun, startRun } from './run/run.ts';
export { planFor, showRun } from './run/starting.ts';
export { verifyProcedure } from './run/verify/verify.ts';
