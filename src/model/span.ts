/** Where something stands in a document, as a person's editor counts it. */
import { z } from 'zod';

/** 1-based, in the file as it lies on disk; `endColumn` is the column after the last character. */
export const Span = z.object({
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
});
export type Span = z.infer<typeof Span>;

/** A piece of text that stands somewhere. */
export const Text = z.object({ text: z.string(), span: Span });
export type Text = z.infer<typeof Text>;

/** Orders spans as they are read. */
export function compareSpans(a: Span, b: Span): number {
  return (
    a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn
  );
}

/** Whether `inner` lies wholly inside `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  const startsAfter =
    inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  const endsBefore =
    inner.endLine < outer.endLine ||
    (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return startsAfter && endsBefore;
}
