/** The public face of procs: what the command line, the site and other programs use. */

export * from './compiler.ts';
export { configTable } from './emit/config-table.ts';
export { frontMatterTable } from './emit/front-matter-table.ts';
export { jsonSchema, type SchemaName, schemaNames, schemaTitle } from './emit/schema.ts';
export { type Commit, historyOf } from './git/history.ts';
export { loadRevision, type Revision, type RevisionOptions } from './load-revision.ts';
export { hasLines as changeHasLines } from './report/diff-lines.ts';
export { diffToMarkdown } from './report/diff-markdown.ts';
export { diffToJson, linesOfChange, reportDiff } from './report/diff-report.ts';
export { type DiffTextOptions, diffToText } from './report/diff-text.ts';
export { changeInWords, placeInWords } from './report/diff-words.ts';
export { type Evidence, evidenceOf } from './run/evidence/evidence.ts';
export {
  type EvidenceFormat,
  evidenceFormats,
  reportEvidence,
} from './run/evidence/report.ts';
export { type Audit, auditJournal } from './run/journal/audit.ts';
export { type AuditLine, auditInWords } from './run/journal/audit-words.ts';
export { unlockRun } from './run/journal/holder.ts';
export { wordsOfJournal, wordsOfRun } from './run/journal/language.ts';
export { maskLeftovers } from './run/journal/leftovers.ts';
export { type StoryLine, storyOf } from './run/journal/story.ts';
export { pruneRuns, type RunSummary, summaryOf } from './run/journal/summary.ts';
export { verifyRuns } from './run/journal/verify.ts';
export { attestRun, headOfRun, publicKeyPem, signRun } from './run/journal/vouch.ts';
export { paletteOf } from './run/operator/palette.ts';
export { paperOn } from './run/operator/paper.ts';
export { contentHash } from './run/plan/content-hash.ts';
export { type Words as RunWords, wordsOf as runWordsOf } from './run/words/words.ts';
export * from './runner.ts';
export { type DocumentVersion, documentVersions, type VersionsOptions } from './versions.ts';
export { diffProcedures } from './workspace/diff/diff-procedures.ts';
export { diffWorkspaces } from './workspace/diff/diff-workspaces.ts';
