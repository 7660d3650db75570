/** A link to a heading names one that no other heading is called like. */
import { type Finding, finding, type Section } from '../../model/index.ts';
import { localLinks } from '../../workspace/links.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n';
const parts = '## Stage 1: Files\n\n### Checks\n\nSizes.\n\n## Stage 2: Data\n\n';

export const duplicateAnchor = defineRule({
  id: 'duplicate-anchor',
  code: 'PROCS054',
  family: 'references',
  scope: 'workspace',
  title: 'A link names a heading that occurs once',
  severity: 'info',
  why: 'Of several headings with the same words a link leads to the first, which need not be the one that was meant.',
  examples: [
    {
      failing: `${head}After the data, do [the checks](#checks).\n\n${parts}### Checks\n\nRows.\n`,
      mended: `${head}After the data, do [the checks](#checks-of-the-data).\n\n${parts}### Checks of the data\n\nRows.\n`,
    },
  ],
  *check({ document, workspace }): Iterable<Finding> {
    const links = localLinks(document).filter(({ anchor }) => anchor !== null && anchor !== '');
    if (links.length === 0) return;
    const byFile = new Map(workspace.documents.map((other) => [other.file, other]));
    // Who links to `#checks-1` knows that there are two: a table of contents does.
    const named = new Set(links.map(({ file, anchor }) => `${file}#${fold(anchor!)}`));
    for (const { file, anchor, span } of links) {
      const target = byFile.get(file);
      const first = target?.procedure.sections.find((one) => fold(one.anchor) === fold(anchor!));
      if (target === undefined || first === undefined) continue;
      const others = target.procedure.sections.filter(
        (one) => one !== first && isNamesake(one, first),
      );
      if (others.length === 0) continue;
      if (others.some((one) => named.has(`${file}#${fold(one.anchor)}`))) continue;
      const place = target === document ? 'Here' : `In ${target.path}`;
      yield finding(
        'duplicate-anchor',
        span,
        `${place}, ${others.length + 1} headings are called "${first.title}"; this link leads to the first, on line ${first.span.line}.`,
        {
          help: `If another is meant, link to "#${others[0]!.anchor}", or better, give each heading words of its own.`,
          related: others.map((one) => ({
            file: target.path,
            span: { ...one.span, endLine: one.span.line, endColumn: one.span.column + 1 },
            message: `"#${one.anchor}"`,
          })),
        },
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
