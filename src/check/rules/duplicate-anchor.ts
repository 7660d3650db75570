/** A link to a heading leads to the one that stands beside it, not to a namesake in another part. */
import { contains, type Finding, finding, type Section } from '../../model/index.ts';
import { localLinks } from '../../workspace/links.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n';
const parts = '## Stage 1: Files\n\n### Checks\n\nSizes.\n\n## Stage 2: Data\n\n';

export const duplicateAnchor = defineRule({
  id: 'duplicate-anchor',
  code: 'PROCS054',
  family: 'references',
  scope: 'document',
  title: 'A link leads to the heading of its own part',
  severity: 'warning',
  why: 'Of several headings with the same words a link leads to the first: from stage 2, people land in stage 1 and do its checks again.',
  examples: [
    {
      failing: `${head}${parts}When it is done, go through [the checks](#checks).\n\n### Checks\n\nRows.\n`,
      mended: `${head}${parts}When it is done, go through [the checks](#checks-1).\n\n### Checks\n\nRows.\n`,
    },
  ],
  *check({ document, procedure: { sections } }): Iterable<Finding> {
    // Looked at one against the other: a generated reference of thousands would take too long.
    if (sections.length > 1000) return;
    for (const { target, anchor, span } of localLinks(document)) {
      if (target !== '' || anchor === null || anchor === '') continue;
      const first = sections.find((one) => fold(one.anchor) === fold(anchor));
      if (first === undefined || contains(first.span, span)) continue;
      const near = sections.find(
        (one) => one !== first && isNamesake(one, first) && isNearer(one, first, span),
      );
      if (near === undefined) continue;
      yield finding(
        'duplicate-anchor',
        span,
        `"${first.title}" is a heading of this part as well, and this link leads to the one on line ${first.span.line}.`,
        {
          help: `Link to "#${near.anchor}", or better, give each of the headings words of its own.`,
          related: [first, near].map((one) => ({
            file: document.path,
            span: { ...one.span, endLine: one.span.line, endColumn: one.span.column + 1 },
            message: `"#${one.anchor}"`,
          })),
        },
      );
    }

    /** Whether the part that holds the link holds this heading, and not the first one. */
    function isNearer(one: Section, first: Section, link: Finding['span']): boolean {
      return sections.some(
        (part) =>
          part.level > 1 &&
          part !== one &&
          contains(part.span, one.span) &&
          contains(part.span, link) &&
          !contains(part.span, first.span),
      );
    }
  },
});

/** GitHub numbers the anchors of headings with the same words: `checks`, `checks-1`. */
function isNamesake(other: Section, first: Section): boolean {
  return (
    other.anchor.startsWith(`${first.anchor}-`) &&
    /^\d+$/.test(other.anchor.slice(first.anchor.length + 1)) &&
    fold(other.title) === fold(first.title)
  );
}

function fold(anchor: string): string {
  return anchor.normalize('NFC').toLowerCase();
}
