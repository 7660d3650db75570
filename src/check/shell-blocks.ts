/** Shell blocks of the flows with what their shell says, for rules that look at commands. */
import type { Flow, Procedure, RunAction, ScriptAction, Step } from '../model/index.ts';
import type { ShellAnalysis, ShellRange } from '../shell/analysis.ts';
import { analysisOf } from '../workspace/analysis.ts';

export interface ShellBlock {
  readonly flow: Flow;
  readonly step: Step;
  readonly block: RunAction | ScriptAction;
  /** Asked for only when a rule looks at it: a regular expression is a hundred times quicker than a parser. */
  readonly analysis: ShellAnalysis;
}

/**
 * Blocks of the flows, scripts included, that bash accepts and in whose code the pattern is found: most
 * blocks hold nothing that a rule asks for, and need not be looked into again.
 */
export function* shellBlocks(procedure: Procedure, pattern: RegExp): Iterable<ShellBlock> {
  for (const flow of procedure.flows) {
    for (const { steps } of flow.stages) {
      for (const step of steps) {
        for (const block of step.actions) {
          if (block.kind !== 'run' && block.kind !== 'script') continue;
          if (block.syntaxError !== null || !pattern.test(block.code)) continue;
          yield {
            flow,
            step,
            block,
            get analysis() {
              return analysisOf(block);
            },
          };
        }
      }
    }
  }
}

/** Whether bash does not read what stands there: a comment, or text between single quotes. */
export function isInert({ comments, strings, heredocs }: ShellAnalysis, at: number): boolean {
  const holds = ({ start, end }: ShellRange): boolean => start <= at && at < end;
  return (
    comments.some(holds) ||
    strings.some((one) => one.quote === 'single' && holds(one)) ||
    heredocs.some((one) => one.literal && holds(one))
  );
}

/** The code with comments blanked out, so that offsets stay. */
export function withoutComments(code: string, { comments }: ShellAnalysis): string {
  let text = code;
  for (const { start, end } of comments) {
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  }
  return text;
}
