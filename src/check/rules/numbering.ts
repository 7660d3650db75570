/** Numbers of headings follow each other: no gap, none twice, none out of order. */
import { type Finding, finding, type Section, type Span } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';

export const numbering = defineRule({
  id: 'numbering',
  code: 'PROCS013',
  family: 'structure',
  scope: 'document',
  title: 'Stages and steps are numbered without gaps and doubles',
  severity: 'warning',
  why: 'A gap looks like a step that was lost, and a number that occurs twice makes "go back to step 4.1" mean two things.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Stage 1: Build\n\n- [ ] Built\n\n## Stage 3: Deploy\n\n- [ ] Deployed\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Stage 1: Build\n\n- [ ] Built\n\n## Stage 2: Deploy\n\n- [ ] Deployed\n',
    },
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Etapa 1: Build\n\n### Paso 1.1: A\n\n- [ ] A\n\n### Paso 1.1: B\n\n- [ ] B\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Etapa 1: Build\n\n### Paso 1.1: A\n\n- [ ] A\n\n### Paso 1.2: B\n\n- [ ] B\n',
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    const path: { readonly section: Section; readonly series: Map<string, Series> }[] = [
      { section: { level: 0 } as Section, series: new Map() },
    ];
    const reached = new Map<string, number>();
    for (const section of procedure.sections) {
      while (path.at(-1)!.section.level >= section.level) path.pop();
      const parent = path.at(-1)!;
      path.push({ section, series: new Map() });
      const numbered = numberOf(section);
      // A change log counts versions.
      if (numbered === null || parent.section.role === 'changes') continue;
      const { word, lead, last } = numbered;
      const key = `${word} ${lead}`;
      const before = parent.series.get(key);
      parent.series.set(key, { last, section });
      const known = reached.get(key);
      reached.set(key, last);
      // The first of a list may also go on where another part stopped.
      const expected = before === undefined ? [0, 1, (known ?? 0) + 1] : [before.last + 1];
      if (expected.includes(last)) continue;
      const name = (number: number): string => `${word === '' ? '' : `${word} `}${lead}${number}`;
      const wanted = before === undefined ? 1 : before.last + 1;
      const what =
        before === undefined
          ? `The first of these headings is ${name(last)}, not ${name(wanted)}.`
          : last === before.last
            ? `${name(last)} occurs twice.`
            : last < before.last
              ? `${name(last)} comes after ${name(before.last)}.`
              : `${name(last)} follows ${name(before.last)}: ${name(wanted)} is missing.`;
      const related =
        before === undefined
          ? []
          : [
              {
                file: document.path,
                span: headingLine(document, before.section),
                message: `${name(before.last)} stands here`,
              },
            ];
      const span = headingLine(document, section);
      yield finding('numbering', span, what, {
        help: 'Renumber the headings, and mind the references to them ("see step …").',
        related,
      });
    }
  },
});

function headingLine(document: CompiledDocument, { span: { line, column } }: Section): Span {
  const length = (linesOf(document)[line - 1] ?? '').trimEnd().length;
  return { line, column, endLine: line, endColumn: Math.max(column, length) + 1 };
}

interface Series {
  readonly last: number;
  readonly section: Section;
}

/** The word in front, all numbers but the last (`4.`), and the last. Versions and years number nothing. */
function numberOf(section: Section): { word: string; lead: string; last: number } | null {
  if (section.number === null) return null;
  if (/\d{4}-\d{2}|^v?\d+\.\d+\.\d+\s*($|[-–—(])/.test(section.title)) return null;
  const match = /^((?:\d+\.)*)(\d{1,2})$/.exec(section.number);
  if (match === null) return null;
  const word = /^(\p{L}+)\s+\d/u.exec(section.title)?.[1] ?? '';
  const title = word === '' ? '' : word[0]!.toUpperCase() + word.slice(1).toLowerCase();
  return { word: title, lead: match[1]!, last: Number(match[2]) };
}
