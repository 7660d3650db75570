/** Places in a document that several rules point at. */
import {
  type Action,
  idPattern,
  type Procedure,
  type RunAction,
  type ScriptAction,
  type Span,
} from '../model/index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';
import { forLatest } from './latest.ts';

/** The lines of a document without their ends; the first is `[0]`. */
export const linesOf = forLatest((document): readonly string[] => document.text.split(/\r?\n/));

/** The first line of a document: where something that is missing would stand. */
export function top(document: CompiledDocument): Span {
  const span = document.frontMatter.span;
  if (span !== null) return { line: span.line, column: 1, endLine: span.line, endColumn: 4 };
  return {
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: (linesOf(document)[0] ?? '').length + 1,
  };
}

/** The first key of the front matter that goes by one of these names, whatever its case. */
export function keyOf(document: CompiledDocument, names: readonly string[]): string | null {
  const written = keysOf(document);
  for (const name of names) {
    const key = written.get(name);
    if (key !== undefined) return key;
  }
  return null;
}

/** The first key of each name. */
const keysOf = forLatest((document): ReadonlyMap<string, string> => {
  const keys = Object.keys(document.frontMatter.values).reverse();
  return new Map(keys.map((key) => [key.toLowerCase().replaceAll('-', '_'), key]));
});

/** Where the value of a front matter key stands, else the key, else the block. */
export function valuePlace(document: CompiledDocument, ...path: (string | number)[]): Span {
  const { frontMatter } = document;
  return frontMatter.valueSpan(path) ?? frontMatter.keySpan(path) ?? top(document);
}

/** The first heading of level 1, with its text and place. */
export function mainHeading(document: CompiledDocument): { text: string; span: Span } | null {
  return document.marks.heading;
}

/** The IDs of the configured families in a text. */
export function idsIn(text: string, families: readonly string[]): readonly string[] {
  return text.match(new RegExp(idPattern(families), 'g')) ?? [];
}

/** Every block that a shell would read, in flows and outside them. */
export function blocksOf(procedure: Procedure): (RunAction | ScriptAction)[] {
  const actions: Action[] = [...procedure.listings];
  for (const flow of procedure.flows) {
    for (const stage of flow.stages) for (const step of stage.steps) actions.push(...step.actions);
  }
  return actions.filter((action) => action.kind === 'run' || action.kind === 'script');
}

/** A range of a block's code as a span of the file. */
export function spanInBlock(
  document: CompiledDocument,
  block: { readonly code: string; readonly codeSpan: Span },
  range: { readonly start: number; readonly end: number },
): Span {
  const point = (offset: number): { line: number; column: number } => {
    const before = block.code.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = block.codeSpan.line + before.split('\n').length - 1;
    const stop = block.code.indexOf('\n', lineStart);
    const whole = block.code.slice(lineStart, stop === -1 ? undefined : stop);
    // A block inside a list is indented in the file.
    const indent = Math.max(0, linesOf(document)[line - 1]?.indexOf(whole) ?? 0);
    return { line, column: indent + offset - lineStart + 1 };
  };
  const from = point(range.start);
  const to = point(range.end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
