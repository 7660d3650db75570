/** What a block's shell says, asked for again where the compiled form does not keep it. */
import type { RunAction, ScriptAction } from '../model/index.ts';
import type { ShellAnalysis } from '../shell/analysis.ts';
import { analyzeShell } from '../shell/analyze.ts';

/** The analysis of a block as the compiler read it: each gap is a word of as many letters, so offsets are those of its code. */
export function analysisOf(block: RunAction | ScriptAction): ShellAnalysis {
  let analysis = known.get(block);
  if (analysis === undefined) {
    let code = block.code;
    for (const { start, end } of block.holes) {
      code = code.slice(0, start) + 'x'.repeat(end - start) + code.slice(end);
    }
    analysis = analyzeShell(code);
    known.set(block, analysis);
  }
  return analysis;
}

const known = new WeakMap<RunAction | ScriptAction, ShellAnalysis>();
