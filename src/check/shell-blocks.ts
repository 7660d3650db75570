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
 * Blocks of the flows, scripts included, that bash accepts and in whose code every pattern is found: most
 * blocks hold nothing that a rule asks for, and need not be looked into again. What a pattern says of the start
 * or the end is said of lines (flag `m`), since all blocks are asked together first. A block that is longer than
 * anybody would follow is left out.
 */
export function* shellBlocks(
  procedure: Procedure,
  ...patterns: readonly RegExp[]
): Iterable<ShellBlock> {
  if (latest?.procedure !== procedure) latest = gather(procedure);
  const { blocks, code } = latest;
  if (!patterns.every((pattern) => pattern.test(code))) return;
  for (const found of blocks) {
    if (patterns.every((pattern) => pattern.test(found.block.code))) yield found;
  }
}

/** A dozen rules ask about one procedure after the other. */
let latest: Gathered | null = null;

interface Gathered {
  readonly procedure: Procedure;
  readonly blocks: readonly ShellBlock[];
  /** Of all of them: what is not found in it is in none. */
  readonly code: string;
}

function gather(procedure: Procedure): Gathered {
  const blocks: ShellBlock[] = [];
  for (const flow of procedure.flows) {
    for (const { steps } of flow.stages) {
      for (const step of steps) {
        for (const block of step.actions) {
          if (block.kind !== 'run' && block.kind !== 'script') continue;
          if (block.syntaxError !== null || block.code.length > LONGEST) continue;
          blocks.push(new Asked(flow, step, block));
        }
      }
    }
  }
  return { procedure, blocks, code: blocks.map(({ block }) => block.code).join('\n') };
}

class Asked implements ShellBlock {
  readonly flow: Flow;
  readonly step: Step;
  readonly block: RunAction | ScriptAction;

  constructor(flow: Flow, step: Step, block: RunAction | ScriptAction) {
    this.flow = flow;
    this.step = step;
    this.block = block;
  }

  get analysis(): ShellAnalysis {
    return analysisOf(this.block);
  }
}

/** Some rules compare what stands in a block with what stands behind it, which takes the square of its length. */
const LONGEST = 20_000;

/** What follows the redirections behind a command: `&`, `|| exit 1`, the next line. */
export function behindRedirections(text: string): string {
  let rest = text;
  for (;;) {
    const match = REDIRECTION.exec(rest);
    if (match === null) return rest;
    rest = rest.slice(match[0].length);
  }
}

const REDIRECTION = /^[^\S\n]*\d?(?:>>?|<)[&|]?[^\S\n]*[^\s;&|<>()]+/;

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
