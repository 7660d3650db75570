/** An inference rule: joins a machine check to a criterion's sentence, from the sentence and the block it speaks of. */
import type { Check, RunAction, Search } from '../../model/index.ts';
import type { ShellAnalysis, ShellCommand } from '../../shell/analysis.ts';

export interface Evidence {
  /** The criterion's sentence, without accents, case and emphasis. */
  readonly sentence: string;
  /** Comments of the block, treated alike, with the line of the file that each stands in. */
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  readonly block: RunAction;
  readonly analysis: ShellAnalysis;
  /** The line of the file in which an offset of the block's code stands. */
  lineOf(offset: number): number;
}

export interface Inference {
  /** `null`: the rule only knows which searches may find nothing, and leaves the judgement to a person. */
  readonly check: Check | null;
  readonly searches?: readonly Search[];
}

export interface InferenceRule {
  /** Permanent: kept in `Criterion.rule` and in the journal. */
  readonly id: string;
  /** What it concludes, for a person. */
  readonly says: string;
  /** When it stays silent though one could think that it fires. */
  readonly silent: string;
  infer(evidence: Evidence): Inference | null;
}

/** Commands whose failure stops the block, so that a passed block proves that they ended with 0. */
export function proven(analysis: ShellAnalysis): ShellCommand[] {
  return analysis.commands.filter((command) => command.topLevel && !command.guarded);
}

/** A sentence that speaks of something that must not be there. */
export function isNegative(sentence: string): boolean {
  return /^(ningun[ao]?s?|no (hay|existen?|quedan?|aparecen?|debe haber|se (ven|observan|detectan))|sin|cero|0|no|none|zero|without|there (are|is) no)\b/.test(
    sentence,
  );
}
