/** The bold fields under the main heading and at the end (`**Version:** 1.0`) say what the front matter says. */
import { type Finding, finding } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { keyOf, linesOf, valuePlace } from '../places.ts';
import { type ProseLine, proseLines } from '../prose.ts';
import { defineRule } from '../rule.ts';

interface Field {
  /** As people write it, in lower case and without accents. */
  readonly label: RegExp;
  /** Keys of the front matter that say the same. */
  readonly keys: readonly string[];
  readonly isDate?: boolean;
}

const fields: readonly Field[] = [
  { label: /^id$/, keys: ['id', 'codigo', 'code'] },
  { label: /^version$/, keys: ['version'] },
  { label: /^(?:estado|status)$/, keys: ['estado', 'status'] },
  {
    label: /^(?:(?:\w+ )?cread[oa]|fecha de creacion|created(?: on)?)$/,
    keys: ['fecha_creacion', 'created'],
    isDate: true,
  },
  {
    label:
      /^(?:ultima actualizacion|fecha de actualizacion|actualizado|last updated?|updated(?: on)?)$/,
    keys: ['fecha_actualizacion', 'ultima_actualizacion', 'updated', 'last_updated'],
    isDate: true,
  },
  {
    label: /^(?:proxima revision(?: programada)?|next review(?: due)?)$/,
    keys: ['proxima_revision', 'fecha_revision', 'next_review', 'review_due', 'review_date'],
    isDate: true,
  },
];

export const headFields = defineRule({
  id: 'head-fields',
  code: 'PROCS008',
  family: 'consistency',
  scope: 'document',
  title: 'The head and the foot of the document agree with its front matter',
  severity: 'error',
  why: 'People read the text, tools read the front matter: where they differ, two people follow two versions.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\nversion: 1.1.0\n---\n\n# PROC-A-001: Restore\n\n**ID:** PROC-A-001\n**Version:** 1.0.0\n',
      mended:
        '---\nid: PROC-A-001\nversion: 1.1.0\n---\n\n# PROC-A-001: Restore\n\n**ID:** PROC-A-001\n**Version:** 1.1.0\n',
    },
    {
      failing:
        '---\nid: PROC-A-001\nproxima_revision: 2998-01-31\n---\n\n# PROC-A-001: Copia\n\n## Alcance\n\nTodo.\n\n---\n\n**Próxima revisión:** 2999-01-31 (anual)\n',
      mended:
        '---\nid: PROC-A-001\nproxima_revision: 2999-01-31\n---\n\n# PROC-A-001: Copia\n\n## Alcance\n\nTodo.\n\n---\n\n**Próxima revisión:** 2999-01-31 (anual)\n',
    },
  ],
  *check({ document }): Iterable<Finding> {
    const { values } = document.frontMatter;
    for (const { label, field, value, line, column, place } of fieldLines(document)) {
      const key = keyOf(document, field.keys);
      const given = key === null ? null : values[key];
      if (key === null || typeof given !== 'string') continue;
      if (field.isDate === true ? sameDay(given, value) : same(given, value)) continue;
      const span = { line, column, endLine: line, endColumn: column + value.length };
      yield finding(
        'head-fields',
        span,
        `The ${place} says "${label}: ${value}", the front matter ${given}.`,
        {
          help: 'Make both the same.',
          related: [
            {
              file: document.path,
              span: valuePlace(document, key),
              message: `${given} is given here`,
            },
          ],
        },
      );
    }
  },
});

interface FieldLine {
  readonly label: string;
  readonly field: Field;
  readonly value: string;
  readonly line: number;
  readonly column: number;
  readonly place: 'head' | 'foot';
}

/** Between the main heading and the next, and below the last rule of the document: elsewhere it is an example or another's. */
function* fieldLines(document: CompiledDocument): Iterable<FieldLine> {
  const lines = linesOf(document);
  for (const { line: from, endLine } of document.marks.head) {
    for (let number = from; number <= endLine; number += 1) {
      const found = fieldIn(lines[number - 1] ?? '');
      if (found !== null) yield { ...found, line: number, place: 'head' };
    }
  }
  for (const { number, text } of foot(document)) {
    const found = fieldIn(text);
    if (found !== null) yield { ...found, line: number, place: 'foot' };
  }
}

/** What stands below the last `---`, where no heading follows it. */
function foot(document: CompiledDocument): ProseLine[] {
  const lines = proseLines(document);
  const rule = lines.findLastIndex(
    ({ text }, at) => /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(text) && isBlank(lines[at - 1]),
  );
  if (rule === -1) return [];
  const { number } = lines[rule]!;
  const last = document.procedure.sections.at(-1);
  return last === undefined || last.span.line > number ? [] : lines.slice(rule + 1);
}

function isBlank(line: ProseLine | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

function fieldIn(line: string): Pick<FieldLine, 'label' | 'field' | 'value' | 'column'> | null {
  const text = line.trimEnd();
  const match = /^\s*\*\*([^*:]{2,40})(?::\*\*|\*\*:)\s*(\S.*)$/.exec(text);
  if (match === null) return null;
  const label = match[1]!.trim();
  const folded = fold(label);
  const field = fields.find((one) => one.label.test(folded));
  const value = match[2]!;
  return field === undefined
    ? null
    : { label, field, value, column: text.length - value.length + 1 };
}

/** Only days that can be read are compared. */
function sameDay(given: string, value: string): boolean {
  const day = (text: string): string | null => /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0] ?? null;
  const [a, b] = [day(given), day(value)];
  return a === null || b === null || a === b;
}

function same(a: string, b: string): boolean {
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/^v(?=\d)/, '')
      .replace(/[`*_]/g, '')
      .trim();
  // `1.0.0 (borrador)` says 1.0.0 and more.
  return fold(b) === fold(a) || fold(b).startsWith(`${fold(a)} `);
}
