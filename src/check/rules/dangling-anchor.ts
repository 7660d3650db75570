/** Anchors of links are headings that are there. */
import { type Finding, finding } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { localLinks } from '../../workspace/links.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { addressFix } from '../edits.ts';
import { defineRule } from '../rule.ts';

export const danglingAnchor = defineRule({
  id: 'dangling-anchor',
  code: 'PROCS011',
  family: 'references',
  scope: 'workspace',
  title: 'Links to headings name headings that exist',
  severity: 'error',
  why: 'A renamed heading breaks links in other documents without a word: the reader lands at the top of the page.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nSee [the checks](#check).\n\n## Checks\n\nNone.\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nSee [the checks](#checks).\n\n## Checks\n\nNone.\n',
    },
  ],
  *check({ document, workspace }): Iterable<Finding> {
    const links = localLinks(document).filter(({ anchor }) => anchor !== null);
    if (links.length === 0) return;
    const byFile = new Map(workspace.documents.map((other) => [other.file, other]));
    const known = new Map<CompiledDocument, string[]>();
    for (const { file, anchor, span } of links) {
      const target = byFile.get(file);
      if (target === undefined || anchor === null || anchor === '' || anchor === 'top') continue;
      const anchors = known.get(target) ?? anchorsOf(target);
      known.set(target, anchors);
      if (anchors.includes(fold(anchor))) continue;
      const near = nearest(fold(anchor), anchors);
      // Only another spelling of one heading's anchor has one right answer.
      const same = [...new Set(anchors)].filter((one) => bare(one) === bare(anchor));
      const fix =
        same.length === 1 ? addressFix(document, span, `#${anchor}`, `#${same[0]}`) : null;
      const place = target === document ? 'this document' : target.path;
      yield finding(
        'dangling-anchor',
        span,
        `No heading of ${place} has the anchor "#${anchor}".`,
        {
          help:
            near === null
              ? 'Link to a heading that is there, or to the document as a whole.'
              : `Did you mean "#${near}"?`,
          ...(near === null ? {} : { suggestion: { written: `#${anchor}`, meant: `#${near}` } }),
          ...(fix === null ? {} : { fix }),
        },
      );
    }
  },
});

function anchorsOf({ index, text }: CompiledDocument): string[] {
  const html = [...text.matchAll(/\s(?:id|name)\s*=\s*["']([^"'\s]+)["']/g)].map(
    (match) => match[1]!,
  );
  const given = [...text.matchAll(/\{#([^\s}]+)[^}\n]*\}\s*$/gm)].map((match) => match[1]!);
  return [...index.sections.map((section) => section.anchor), ...html, ...given].map(fold);
}

/** Without accents, punctuation and doubled hyphens: what differs between makers of anchors. */
function bare(anchor: string): string {
  return anchor
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function fold(anchor: string): string {
  return anchor.normalize('NFC').toLowerCase();
}
