/** The public face of procs: what the command line, the site and other programs use. */

export {
  type KnownFindings,
  readBaseline,
  withoutBaseline,
  writeBaseline,
} from './check/baseline.ts';
export { type CheckOptions, check } from './check/check.ts';
export { type DiagramError, type Diagrams, openDiagrams } from './check/diagrams.ts';
export { type FingerprintSource, fingerprint, withoutKnown } from './check/fingerprint.ts';
export { applyFixes } from './check/fix.ts';
export type { Example, Rule } from './check/rule.ts';
export { findRule, rules } from './check/rules/index.ts';
export { states } from './check/rules/unknown-status.ts';
export { checkSince, type Since, type SinceOptions } from './check/since.ts';
export { findInferenceRule, inferenceRules } from './compile/criteria/index.ts';
export type { InferenceRule } from './compile/criteria/rule.ts';
export { type Label, type LabelKind, readLabel } from './compile/labels.ts';
export { mentionsOf } from './compile/mentions.ts';
export { wordsOf } from './compile/words.ts';
export {
  compileText,
  emptyWorkspace,
  listDocuments,
  readDocument,
  readText,
  refusalOf,
  withDocument,
  withoutDocument,
} from './edit.ts';
export { configTable } from './emit/config-table.ts';
export {
  type CriteriaCount,
  countCriteria,
  countInWords,
  type ListedCriterion,
  listCriteria,
  sumCounts,
} from './emit/criteria.ts';
export { frontMatterTable } from './emit/front-matter-table.ts';
export { actionInWords, checkInWords, decidedBy } from './emit/in-words.ts';
export { type OutlineLine, outline } from './emit/outline.ts';
export { jsonSchema, type SchemaName, schemaNames, schemaTitle } from './emit/schema.ts';
export { documentState } from './git/document-state.ts';
export { type Commit, historyOf } from './git/history.ts';
export { type LoadOptions, load } from './load.ts';
export { loadRevision, type Revision, type RevisionOptions } from './load-revision.ts';
export { type Mended, type MendResult, mend } from './mend.ts';
export * from './model/index.ts';
export { fenceAttributes } from './parse/fence.ts';
export { criteriaToPretty, type ListedDocument } from './report/criteria.ts';
export { diffToMarkdown } from './report/diff-markdown.ts';
export { diffToJson, linesOfChange, reportDiff } from './report/diff-report.ts';
export { type DiffTextOptions, diffToText } from './report/diff-text.ts';
export { changeInWords, hasLines as changeHasLines, placeInWords } from './report/diff-words.ts';
export { explainRule } from './report/explain.ts';
export { toGithub } from './report/github.ts';
export { toGitlab } from './report/gitlab.ts';
export { explainInference, inferenceRulesPage } from './report/inference-rules.ts';
export { toJson } from './report/json.ts';
export { toJunit } from './report/junit.ts';
export { type OutlineOptions, outlineToPretty } from './report/outline.ts';
export { toPatch } from './report/patch.ts';
export { toPretty } from './report/pretty.ts';
export { type Format, formats, type PrintOptions, printReport } from './report/print.ts';
export { type FailOn, fails, type Report, summarize } from './report/report.ts';
export { rulesTable } from './report/rules-table.ts';
export { toSarif } from './report/sarif.ts';
export { type Evidence, evidenceOf } from './run/evidence/evidence.ts';
export {
  type EvidenceFormat,
  evidenceFormats,
  reportEvidence,
} from './run/evidence/report.ts';
export { type Audit, auditJournal } from './run/journal/audit.ts';
export { type AuditLine, auditInWords } from './run/journal/audit-words.ts';
export { unlockRun } from './run/journal/holder.ts';
export { JournalError } from './run/journal/journal.ts';
export { maskLeftovers } from './run/journal/leftovers.ts';
export {
  findRun,
  latestRun,
  listRuns,
  runsDirectory,
  type StoredRun,
} from './run/journal/store.ts';
export { type StoryLine, storyOf } from './run/journal/story.ts';
export { pruneRuns, type RunSummary, summaryOf } from './run/journal/summary.ts';
export { verifyRuns } from './run/journal/verify.ts';
export { attestRun, headOfRun, publicKeyPem, signRun } from './run/journal/vouch.ts';
export { type RunOptions, wordsFor } from './run/options.ts';
export { contentHash } from './run/plan/content-hash.ts';
export type { Plan, Selection } from './run/plan/plan.ts';
export { type PlanLine, viewPlan } from './run/plan/plan-view.ts';
export { RunRefused } from './run/refusal.ts';
export { resumeRun, startRun } from './run/run.ts';
export { planFor, showRun } from './run/starting.ts';
export { verifyProcedure } from './run/verify/verify.ts';
export { locate } from './source/discover.ts';
export { replaceText, saveFile } from './source/save.ts';
export { milliseconds } from './text/duration.ts';
export {
  escapeHtml,
  escapeJson,
  escapeMarkdown,
  escapeTerminal,
  escapeTerminalLine,
  escapeXmlAttribute,
} from './text/escape.ts';
export { nearest, suggestId } from './text/suggest.ts';
export { userCache } from './user-cache.ts';
export { version } from './version.ts';
export { type DocumentVersion, documentVersions, type VersionsOptions } from './versions.ts';
export { type Call, callCycles, callsOf } from './workspace/calls.ts';
export type {
  Dataflow,
  Loss,
  Reach,
  Variable,
  VariablePlace,
  VariableSet,
  VariableUse as DataflowUse,
} from './workspace/dataflow/facts.ts';
export { dataflowOf } from './workspace/dataflow.ts';
export { diffProcedures } from './workspace/diff/diff-procedures.ts';
export { diffWorkspaces } from './workspace/diff/diff-workspaces.ts';
export { type Backlink, backlinksOf, dependentsOf, namedBy } from './workspace/graph.ts';
export { type LocalLink, linkedPath, localLink, localLinks } from './workspace/links.ts';
export { lookup } from './workspace/lookup.ts';
export type { CompiledDocument, FrontMatter, Lookup, Workspace } from './workspace/workspace.ts';
