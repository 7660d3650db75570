/** The title in the front matter and the main heading speak of the same. */
import { type Finding, finding } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import { keyOf, mainHeading, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

export const titleDiffers = defineRule({
  id: 'title-differs',
  code: 'PROCS071',
  family: 'consistency',
  scope: 'document',
  title: 'The title in the front matter and the main heading speak of the same',
  severity: 'warning',
  why: 'Lists and search show the title, whoever opens the document sees the heading: a title left over from the document that was copied leads people to the wrong procedure.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\ntitle: Rotate the certificates\n---\n\n# PROC-A-001: Restore the database\n',
      mended:
        '---\nid: PROC-A-001\ntitle: Restore the database\n---\n\n# PROC-A-001: Restore the database\n',
    },
    {
      failing:
        '---\nid: PROC-A-001\ntitulo: Procedimiento de rotación de certificados\n---\n\n# PROC-A-001: Copia de seguridad\n',
      mended:
        '---\nid: PROC-A-001\ntitulo: Procedimiento de copia de seguridad\n---\n\n# PROC-A-001: Copia de seguridad\n',
    },
  ],
  *check({ document }): Iterable<Finding> {
    const key = keyOf(document, ['titulo', 'title']);
    const title = key === null ? null : document.frontMatter.values[key];
    const heading = mainHeading(document);
    if (key === null || typeof title !== 'string' || heading === null) return;
    const [given, shown] = [subjectOf(title), subjectOf(heading.text)];
    // Short for a longer name, another form of a word, another order: people write titles freely.
    if (given.length === 0 || shown.length === 0) return;
    if (given.some((word) => shown.some((other) => isAlike(word, other)))) return;
    yield finding(
      'title-differs',
      valuePlace(document, key),
      `The title "${title}" and the main heading "${heading.text.trim()}" have no word in common.`,
      {
        help: 'Give the document one title: the heading and the front matter are shown in different places.',
        related: [{ file: document.path, span: heading.span, message: 'The main heading' }],
      },
    );
  },
});

/** Its words without ID, kind of document and words that say nothing. */
function subjectOf(title: string): string[] {
  const words = fold(title.replace(/\b[A-Z]+(?:-[A-Z0-9]+)+\b/g, ' ')).match(/[a-z0-9]+/g) ?? [];
  return words.filter((word) => word.length > 2 && !general.has(word));
}

const general = new Set(
  'procedimiento procedimientos proceso procesos procedure procedures process runbook guia guide manual playbook sop plan para por con del los las una uno the and for how with from como documento document'.split(
    ' ',
  ),
);

/** 'deploy' and 'deployment', 'copia' and 'copias', 'restaurar' and 'restauración'. */
function isAlike(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length, 5);
  return a.slice(0, length) === b.slice(0, length);
}
