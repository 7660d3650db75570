/** What can be folded: the front matter, the part under each heading, and each block. */
import type { FoldingRange } from 'vscode-languageserver/node';
import type { CompiledDocument, Procedure, Span } from '../compiler.ts';

export function foldingOf({ frontMatter, procedure }: CompiledDocument): FoldingRange[] {
  const blocks = spansOfActions(procedure);
  const sections = procedure.sections.map(({ span }) => span);
  const head = frontMatter.span === null ? [] : [frontMatter.span];
  return [...head, ...sections, ...blocks].filter(({ line, endLine }) => endLine > line).map(fold);
}

function fold({ line, endLine }: Span): FoldingRange {
  return { startLine: line - 1, endLine: endLine - 1 };
}

function spansOfActions({ flows, listings }: Procedure): Span[] {
  const steps = flows.flatMap(({ stages }) => stages).flatMap((stage) => stage.steps);
  return [...steps.flatMap(({ actions }) => actions), ...listings].map(({ span }) => span);
}
