/** The public face of what reads, checks and describes documents: without what runs them, asks git or compares. */

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
export { holesOfListing } from './compile/listing-holes.ts';
export { mentionsOf } from './compile/mentions.ts';
export { wordsOf } from './compile/words.ts';
export {
  type CriteriaCount,
  countCriteria,
  countInWords,
  type ListedCriterion,
  listCriteria,
  sumCounts,
} from './emit/criteria.ts';
export { actionInWords, checkInWords, decidedBy } from './emit/in-words.ts';
export { type OutlineLine, outline } from './emit/outline.ts';
export { type Mended, type MendResult, mend } from './mend.ts';
export { fenceAttributes } from './parse/fence.ts';
export * from './reader.ts';
export { criteriaToPretty, type ListedDocument } from './report/criteria.ts';
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
export { replaceText, saveFile } from './source/save.ts';
export { type Shelf, userCache, userShelf } from './user-cache.ts';
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
export { type Backlink, backlinksOf, dependentsOf, namedBy } from './workspace/graph.ts';
export { type LocalLink, linkedPath, localLink, localLinks } from './workspace/links.ts';
