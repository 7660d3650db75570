/** What makes a finding the same finding after an edit elsewhere: never a line number. */
import { createHash } from 'node:crypto';
import { contains, type Diagnostic, type Section, type Span } from '../model/index.ts';
import type { StepIndex } from '../workspace/procedure-index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';

/** What a fingerprint needs to know of the document that a finding stands in. */
export type FingerprintSource = Pick<CompiledDocument, 'path' | 'index'>;

/**
 * Rule, procedure (its ID; its path where it has none), step or section by title, and the message
 * without the numbers that move when lines or steps are inserted. Two findings of one document can
 * have the same fingerprint: whoever compares two sets of findings counts them, see
 * {@link withoutKnown}.
 *
 * @param document where the finding stands; `null` for a file that could not be read as a document.
 */
export function fingerprint(diagnostic: Diagnostic, document: FingerprintSource | null): string {
  const step = document === null ? null : stepAt(document, diagnostic);
  const parts = [
    diagnostic.rule,
    document?.index.id ?? document?.path ?? diagnostic.file,
    step === null ? sectionAt(document, diagnostic) : `step ${fold(step.title)}`,
    normalise(diagnostic.message, step),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** The findings that are more than `known` holds: each known fingerprint accounts for one finding. */
export function withoutKnown<Item>(
  findings: readonly Item[],
  fingerprintOf: (finding: Item) => string,
  known: Iterable<string>,
): Item[] {
  const left = new Map<string, number>();
  for (const one of known) left.set(one, (left.get(one) ?? 0) + 1);
  return findings.filter((finding) => {
    const key = fingerprintOf(finding);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

function stepAt({ index }: FingerprintSource, at: Span): StepIndex | null {
  for (const flow of index.flows) {
    for (const stage of flow.stages) {
      for (const step of stage.steps) if (contains(step.span, at)) return step;
    }
  }
  return null;
}

/** The innermost section, by title without its number; below the title of the document itself, none. */
function sectionAt(document: FingerprintSource | null, at: Span): string {
  let innermost: Section | null = null;
  for (const [index, section] of (document?.index.sections ?? []).entries()) {
    if (index === 0 && section.level === 1) continue;
    const isAround = contains(section.span, at);
    if (isAround && (innermost === null || contains(innermost.span, section.span))) {
      innermost = section;
    }
  }
  if (innermost === null) return '';
  return `section ${fold(innermost.title).replace(/^(?:\p{L}+ )?\d+(?:\.\d+)*[.:)]? /u, '')}`;
}

/** Lines, counts of occurrences and the number of the finding's own step say where, not what. */
function normalise(message: string, step: StepIndex | null): string {
  const own = step === null ? message : message.replaceAll(`tep ${step.ref} `, 'tep # ');
  return fold(own).replace(/\b(lines?|columns?) \d+(?:(?:,| and| to|-) ?\d+)*|\b\d+ times\b/g, '#');
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
