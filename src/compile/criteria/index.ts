/** The inference rules, in the order in which they are asked; the first that is sure decides. */
import type { Criterion, RunAction } from '../../model/index.ts';
import type { ShellAnalysis } from '../../shell/analysis.ts';
import { normalize } from '../normalize.ts';
import { applied } from './applied.ts';
import { archiveExtracted } from './archive-extracted.ts';
import { buildSucceeds } from './build-succeeds.ts';
import { checksumMatches } from './checksum-matches.ts';
import { configValid } from './config-valid.ts';
import { databaseRestored } from './database-restored.ts';
import { readPredicate } from './declared.ts';
import { exitStatus } from './exit-status.ts';
import { exitZero } from './exit-zero.ts';
import { fileCopied } from './file-copied.ts';
import { fileWritten } from './file-written.ts';
import { gitDone } from './git-done.ts';
import { httpOk } from './http-ok.ts';
import { httpStatus } from './http-status.ts';
import { httpStatusPrinted } from './http-status-printed.ts';
import { imageTransferred } from './image-transferred.ts';
import { installed } from './installed.ts';
import { linesCounted } from './lines-counted.ts';
import { migrationsApplied } from './migrations-applied.ts';
import { mounted } from './mounted.ts';
import { noDifferences } from './no-differences.ts';
import { nothingFound } from './nothing-found.ts';
import { outputContains } from './output-contains.ts';
import { outputEmpty } from './output-empty.ts';
import { outputLine } from './output-line.ts';
import { pathPresent } from './path-present.ts';
import { pathRemoved } from './path-removed.ts';
import { permissionsSet } from './permissions-set.ts';
import { portListening } from './port-listening.ts';
import { rolloutComplete } from './rollout-complete.ts';
import type { Evidence, InferenceRule } from './rule.ts';
import { serverAnswers } from './server-answers.ts';
import { serviceActive } from './service-active.ts';
import { serviceChanged } from './service-changed.ts';
import { serviceStarted } from './service-started.ts';
import { testsPass } from './tests-pass.ts';
import { versionPrinted } from './version-printed.ts';

export const inferenceRules: readonly InferenceRule[] = [
  nothingFound,
  httpOk,
  httpStatusPrinted,
  httpStatus,
  fileWritten,
  serviceActive,
  serviceStarted,
  serviceChanged,
  testsPass,
  exitZero,
  exitStatus,
  outputContains,
  outputLine,
  outputEmpty,
  linesCounted,
  noDifferences,
  versionPrinted,
  portListening,
  serverAnswers,
  configValid,
  installed,
  buildSucceeds,
  gitDone,
  migrationsApplied,
  databaseRestored,
  rolloutComplete,
  applied,
  imageTransferred,
  pathPresent,
  pathRemoved,
  fileCopied,
  archiveExtracted,
  checksumMatches,
  permissionsSet,
  mounted,
];

/** Whoever writes more says more than any rule knows; and patterns take their time over long texts. */
const LONGEST = 300;

/** The inference rule of an ID, whatever its case. */
export function findInferenceRule(name: string): InferenceRule | undefined {
  const wanted = name.trim().toLowerCase();
  return inferenceRules.find(({ id }) => id === wanted);
}

/** The block that a criterion speaks of, with its place among the step's actions. */
export interface JudgedBlock {
  readonly index: number;
  readonly block: RunAction;
  readonly analysis: ShellAnalysis;
}

/**
 * A criterion from its sentence. A block's expectations are amended where the sentence makes a
 * search's finding nothing harmless.
 */
export function buildCriterion(
  { text, span, because }: Pick<Criterion, 'text' | 'span' | 'because'>,
  judged: JudgedBlock | null,
): Criterion {
  const base = { text, span, because, action: judged?.index ?? null };
  const declared = readPredicate(text);
  if (declared !== null) {
    if (declared.kind === 'exit' && judged !== null)
      judged.block.expects.exit = [...declared.codes];
    return { ...base, check: declared, origin: 'declared', rule: null };
  }
  if (judged !== null && text.length <= LONGEST) {
    const evidence = gather(text, judged);
    for (const rule of inferenceRules) {
      const inference = rule.infer(evidence);
      if (inference === null) continue;
      judged.block.expects.searches.push(...(inference.searches ?? []));
      if (inference.check === null) break;
      return { ...base, check: inference.check, origin: 'inferred', rule: rule.id };
    }
  }
  return { ...base, check: null, origin: 'attested', rule: null };
}

function gather(sentence: string, { block, analysis }: JudgedBlock): Evidence {
  const lineOf = (offset: number): number =>
    block.codeSpan.line + block.code.slice(0, offset).split('\n').length - 1;
  let comments: ReturnType<Evidence['comments']> | null = null;
  return {
    written: sentence,
    sentence: normalize(sentence).replace(/^[^\p{L}\d]+|[.\s]+$/gu, ''),
    comments() {
      comments ??= analysis.comments.map(({ text, start }) => ({
        text: normalize(text),
        line: lineOf(start),
      }));
      return comments;
    },
    block,
    analysis,
    lineOf,
  };
}
