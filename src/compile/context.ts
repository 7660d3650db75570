/** What the compilation of one document carries along and collects. */
import type { Action, Finding, Parameter, Text } from '../model/index.ts';
import type { Lines } from '../parse/position.ts';
import type { ShellAnalysis } from '../shell/analysis.ts';

export interface Context {
  readonly lines: Lines;
  /** Matches an ID of the configured families anywhere in a text. */
  readonly isId: RegExp;
  readonly parameters: Parameter[];
  readonly findings: Finding[];
  readonly artifacts: Text[];
  /** What the shell parser said of each block. */
  readonly analyses: Map<Action, ShellAnalysis>;
}

export function newContext(lines: Lines, isId: RegExp): Context {
  return { lines, isId, parameters: [], findings: [], artifacts: [], analyses: new Map() };
}
