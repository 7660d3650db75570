/** What the compilation of one document carries along and collects. */
import type { Action, Finding, Parameter, Procedure, Text } from '../model/index.ts';
import type { Lines } from '../parse/position.ts';
import type { ShellAnalysis } from '../shell/analysis.ts';
import type { Words } from './words.ts';

export interface Context {
  readonly lines: Lines;
  /** Matches an ID of the configured families anywhere in a text. */
  readonly isId: RegExp;
  /** The configuration's own words for roles, stages, steps and labels. */
  readonly words: Words;
  readonly parameters: Parameter[];
  readonly findings: Finding[];
  readonly artifacts: Text[];
  /** Conditions for starting that stages and steps state. */
  readonly prerequisites: Procedure['prerequisites'];
  /** What parts that hold no work show. */
  readonly listings: Action[];
  /** What the shell parser said of each block. */
  readonly analyses: Map<Action, ShellAnalysis>;
}

export function newContext(settings: Pick<Context, 'lines' | 'isId' | 'words'>): Context {
  const { lines, isId, words } = settings;
  return {
    lines,
    isId,
    words,
    parameters: [],
    findings: [],
    artifacts: [],
    prerequisites: [],
    listings: [],
    analyses: new Map(),
  };
}
