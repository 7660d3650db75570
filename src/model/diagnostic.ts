/** A diagnostic: something that a person should know about a document, with both of its ends. */
import { z } from 'zod';
import { compareSpans, Span } from './span.ts';

export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** A mend with one right answer: each edit replaces a span of the file by `text`. */
export const Fix = z.object({
  description: z.string(),
  edits: z.array(z.object({ span: Span, text: z.string() })),
});
export type Fix = z.infer<typeof Fix>;

/**
 * 'Did you mean X?': what stands in the place of the finding, and what was probably meant. A person
 * decides, so `--fix` never writes it.
 */
export const Suggestion = z.object({ written: z.string(), meant: z.string() });
export type Suggestion = z.infer<typeof Suggestion>;

/** Another place that the finding speaks of: the definition, the first of two. */
export const Related = z.object({ file: z.string(), span: Span, message: z.string() });
export type Related = z.infer<typeof Related>;

/** What a rule or the compiler found, before the rule's code, severity and file are joined to it. */
export const Finding = z.object({
  /** ID of the rule in `check/rules`. */
  rule: z.string(),
  message: z.string(),
  span: Span,
  /** How to mend it. */
  help: z.string().nullable(),
  fix: Fix.nullable(),
  suggestion: Suggestion.nullable(),
  related: z.array(Related),
});
export type Finding = z.infer<typeof Finding>;

export const Diagnostic = z.object({
  /** `PROCS012`: permanent. */
  code: z.string(),
  rule: z.string(),
  severity: Severity,
  message: z.string(),
  /** Relative to the workspace root, with `/`. */
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
  help: z.string().nullable(),
  fix: Fix.nullable(),
  suggestion: Suggestion.nullable(),
  related: z.array(Related),
});
export type Diagnostic = z.infer<typeof Diagnostic>;

/** A finding with only what it must have; the rest is filled in. */
export function finding(
  rule: string,
  span: Span,
  message: string,
  more: { help?: string; fix?: Fix; suggestion?: Suggestion; related?: Related[] } = {},
): Finding {
  return {
    rule,
    span,
    message,
    help: more.help ?? null,
    fix: more.fix ?? null,
    suggestion: more.suggestion ?? null,
    related: more.related ?? [],
  };
}

/** By file, place, code and message: the same input is always reported in the same order. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    compareSpans(a, b) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
