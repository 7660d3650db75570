/** The keys that procs reads must hold what they are for; other tools' keys are theirs. */
import { z } from 'zod';
import { type Finding, finding } from '../../model/index.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

const text = z.string('it must be a text').trim().min(1, 'it is empty');
const version = z
  .string('it must be one version')
  .trim()
  .regex(/^v?\d+(\.\d+){0,3}([-+][\w.+-]+)?$/i, 'it is no version such as 1.0 or 2.3.1');
const date = z
  .string('it must be one date')
  .trim()
  .refine(isDate, 'it is no date such as 2025-11-18');
const names = z.union([text, z.array(text)], 'it must be a list of IDs');
const keys: readonly { readonly names: readonly string[]; readonly schema: z.ZodType }[] = [
  { names: ['version'], schema: version },
  ...[
    ['fecha_creacion', 'created'],
    ['fecha'],
    ['date'],
    ['fecha_actualizacion', 'updated'],
    ['ultima_actualizacion', 'last_updated'],
    ['last_reviewed_on'],
    ['proxima_revision', 'fecha_revision', 'next_review', 'review_due', 'review_date'],
  ].map((group) => ({ names: group, schema: date })),
  { names: ['titulo', 'title'], schema: text },
  { names: ['relacionados', 'related'], schema: names },
];

export const frontMatterSchema = defineRule({
  id: 'front-matter-schema',
  code: 'PROCS002',
  family: 'front-matter',
  scope: 'document',
  title: 'Versions, dates and lists of the front matter can be read',
  severity: 'error',
  why: 'Reviews fall due by these dates and runs record this version: a value that cannot be read is silently no value.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\nversion: first\nfecha_creacion: 18/11/2025\n---\n\n# PROC-A-001: Copia\n',
      mended:
        '---\nid: PROC-A-001\nversion: 1.0\nfecha_creacion: 2025-11-18\n---\n\n# PROC-A-001: Copia\n',
    },
    {
      failing:
        '---\nid: PROC-A-001\ncreated: 2025-11-18\nupdated: 2025-11-17\n---\n\n# PROC-A-001: Backup\n',
      mended:
        '---\nid: PROC-A-001\ncreated: 2025-11-17\nupdated: 2025-11-18\n---\n\n# PROC-A-001: Backup\n',
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const { values } = document.frontMatter;
    for (const { names: wanted, schema } of keys) {
      const key = keyOf(document, wanted);
      if (key === null || isAbsent(values[key])) continue;
      const result = schema.safeParse(values[key]);
      for (const issue of result.error?.issues.slice(0, 1) ?? []) {
        const path = [key, ...issue.path.filter((part) => typeof part !== 'symbol')];
        const written = typeof values[key] === 'string' ? ` "${values[key]}"` : '';
        yield finding(
          'front-matter-schema',
          valuePlace(document, ...path),
          `The value${written} of "${key}" cannot be read: ${issue.message}.`,
          {
            help:
              schema === date
                ? 'Write dates as year-month-day: 2025-11-18.'
                : schema === version
                  ? 'Write a version such as 1.0.0.'
                  : `Give "${key}" ${schema === names ? 'a list such as ["PROC-A-001"]' : 'a text'}.`,
          },
        );
      }
    }
    yield* order(procedure.created, procedure.updated);

    function* order(created: string | null, updated: string | null): Iterable<Finding> {
      if (created === null || updated === null || !isDate(created) || !isDate(updated)) return;
      if (created.slice(0, 10) <= updated.slice(0, 10)) return;
      const key = Object.keys(values).find((name) => values[name] === updated);
      if (key === undefined) return;
      yield finding(
        'front-matter-schema',
        valuePlace(document, key),
        `The document says that it was updated on ${updated}, before it was created on ${created}.`,
        {
          help: 'One of the two dates is wrong.',
        },
      );
    }
  },
});

/** An empty value says nothing, and is no mistake: templates leave keys open. */
function isAbsent(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^\s*(null|~)?\s*$/.test(value));
}

function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(value.trim());
  if (match === null) return false;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return date.toISOString().startsWith(`${match[1]}-${match[2]}-${match[3]}`);
}
