/** No date of what has happened lies in the future. */
import { type Finding, finding } from '../../model/index.ts';
import { valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

export const futureDate = defineRule({
  id: 'future-date',
  code: 'PROCS072',
  family: 'lifecycle',
  scope: 'workspace',
  title: 'No date of what has happened lies in the future',
  severity: 'warning',
  why: 'A document that was changed "next year" looks newer than every later version, and nobody can tell which one was reviewed.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\nfecha_creacion: 2999-01-31\n---\n\n# PROC-A-001: Copia\n',
      mended: '---\nid: PROC-A-001\nfecha_creacion: 2020-01-31\n---\n\n# PROC-A-001: Copia\n',
    },
    {
      failing: '---\nid: PROC-A-001\nlast_updated: 2999-01-31\n---\n\n# PROC-A-001: Backup\n',
      mended: '---\nid: PROC-A-001\nlast_updated: 2020-01-31\n---\n\n# PROC-A-001: Backup\n',
    },
  ],
  *check({ document, index, today }): Iterable<Finding> {
    const { values } = document.frontMatter;
    for (const date of new Set([index.created, index.updated])) {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0];
      if (date === null || day === undefined || day <= tomorrow(today)) continue;
      const key = Object.keys(values).find((name) => values[name] === date);
      if (key === undefined) continue;
      yield finding(
        'future-date',
        valuePlace(document, key),
        `"${key}" says ${day}, and today is ${today}.`,
        {
          help: 'Write the day on which it happened; when it is to be looked at again belongs in the date of the next review.',
        },
      );
    }
  },
});

/** Where the author lives, it may be tomorrow already. */
function tomorrow(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
