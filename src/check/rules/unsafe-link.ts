/** Links lead to places, not to code. */
import { type Finding, finding } from '../../model/index.ts';
import { defineRule } from '../rule.ts';

export const unsafeLink = defineRule({
  id: 'unsafe-link',
  code: 'PROCS024',
  family: 'safety',
  scope: 'document',
  title: 'No link runs code or opens local files',
  severity: 'error',
  why: 'A procedure is read by people with access to production: a link that runs a script acts with their rights.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n[Status](javascript:fetch("/deploy"))\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n[Status](https://status.example.com/)\n',
    },
  ],
  check({ document }): Finding[] {
    const found: Finding[] = [];
    for (const { url, span, kind } of document.marks.links) {
      const scheme = schemeOf(url);
      if (scheme === null) continue;
      // Small pictures are often written into the document itself.
      if (kind === 'image' && scheme === 'data' && /^data:image\/(?!svg)/i.test(url)) continue;
      found.push(
        finding(
          'unsafe-link',
          span,
          `This link uses "${scheme}:", which runs code or opens local files where it is clicked.`,
          {
            help: 'Link to a page, or write what to do as a step.',
          },
        ),
      );
    }
    return found;
  },
});

/** Browsers skip blanks and control characters in a scheme. */
function schemeOf(url: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what browsers skip.
  const bare = url.replace(/[\u0000-\u0020]/g, '').toLowerCase();
  return /^(javascript|vbscript|data|file):/.exec(bare)?.[1] ?? null;
}
