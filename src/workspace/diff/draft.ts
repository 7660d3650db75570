/** Makes a change with only what it must have; the rest is filled in. */
import type {
  Difference,
  DifferenceKind,
  DifferencePlace,
  DifferenceSeverity,
  Span,
} from '../../model/index.ts';

export interface More {
  readonly place?: DifferencePlace | null;
  readonly what?: string;
  readonly subject?: string | null;
  readonly before?: string | null;
  readonly after?: string | null;
  /** Where it stands after the change. */
  readonly at?: Span | null;
  /** Where it stood before. */
  readonly was?: Span | null;
}

export function change(
  kind: DifferenceKind,
  severity: DifferenceSeverity,
  more: More = {},
): Difference {
  return {
    kind,
    severity,
    place: more.place ?? null,
    what: more.what ?? null,
    subject: more.subject ?? null,
    before: more.before ?? null,
    after: more.after ?? null,
    line: more.at?.line ?? null,
    lineBefore: more.was?.line ?? null,
  };
}
