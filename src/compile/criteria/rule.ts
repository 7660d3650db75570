/** An inference rule: joins a machine check to a criterion's sentence, from the sentence and the block it speaks of. */
import type { Check, RunAction, Search } from '../../model/index.ts';
import type { ShellAnalysis, ShellCommand } from '../../shell/analysis.ts';

export interface Evidence {
  /** The criterion's sentence, without accents, case and emphasis. */
  readonly sentence: string;
  /** The same as written, backticks and case included. */
  readonly written: string;
  /** Comments of the block, treated alike, with the line of the file that each stands in. */
  comments(): readonly { readonly text: string; readonly line: number }[];
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

/** The code of a block and the sentence of the criterion under it. */
export type InferenceExample = readonly [code: string, sentence: string];

/** What it recognises and when not is data: the documentation is made of it, and tests run the examples. */
export interface InferenceRule {
  /** Permanent: kept in `Criterion.rule` and in the journal. */
  readonly id: string;
  /** What the sentence must say. */
  readonly sentence: string;
  /** What the block must hold. */
  readonly block: string;
  /** The check that follows. */
  readonly concludes: string;
  /** When it stays silent though one could think that it fires. */
  readonly silent: string;
  readonly examples: Readonly<
    Record<'es' | 'en', { readonly fires: InferenceExample; readonly silent: InferenceExample }>
  >;
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

/** The check that a command ran and ended with 0. */
export function endsWithZero(command: ShellCommand, { lineOf }: Pick<Evidence, 'lineOf'>): Check {
  return { kind: 'command', command: command.text, line: lineOf(command.start) };
}

/** The block's only command, where it has one and nothing hides its failure. */
export function onlyCommand(analysis: ShellAnalysis): ShellCommand | null {
  const [first, ...more] = analysis.commands;
  return first !== undefined && more.length === 0 && proven(analysis).length === 1 ? first : null;
}

/** Whether a command acts where the session is: nothing takes it into a container or to another host. */
export function isLocal({ via }: ShellCommand): boolean {
  return via.every((wrapper) => /^(sudo|doas|env|nice|ionice|time|timeout|command)$/.test(wrapper));
}

/** Arguments that are no options. Options that take their value in the next word are the caller's to know. */
export function operands(command: ShellCommand, valued = /^$/): string[] {
  return command.args.filter(
    (arg, at) => !arg.startsWith('-') && !valued.test(command.args[at - 1] ?? ''),
  );
}

/** A command that only says what it would do, or how it is called. */
export function onlyRehearses({ args }: ShellCommand): boolean {
  return args.some((arg) =>
    /^--(dry-?run(=(?!none$|false$).*)?|simulate|just-print|what-?if|noop|help|check-only)$/i.test(
      arg,
    ),
  );
}
