/** Each activity of a RACI matrix has one role that answers for it, and one at least that does it. */
import { type Finding, finding, type Raci } from '../../model/index.ts';
import { defineRule } from '../rule.ts';
import { inWords } from '../words.ts';

const head =
  '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Roles\n\n| Activity | Operator | Lead | QA |\n|---|---|---|---|\n| Approve | C | A | R |\n';

export const raciAccountable = defineRule({
  id: 'raci-accountable',
  code: 'PROCS061',
  family: 'roles',
  scope: 'document',
  title: 'Each activity of a RACI matrix has one A and an R',
  severity: 'info',
  why: 'Where nobody answers for an activity, or two do, each waits for the other when it goes wrong.',
  examples: [
    { failing: `${head}| Deploy | R | I | C |\n`, mended: `${head}| Deploy | R | A | C |\n` },
    { failing: `${head}| Deploy | R | A | A |\n`, mended: `${head}| Deploy | R | A | C |\n` },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    for (const { activities } of procedure.raci) {
      // Who uses no A at all has another scheme in mind.
      if (activities.filter(({ letters }) => count(letters, 'A') > 0).length === 0) continue;
      yield* report(
        activities.filter(({ letters }) => count(letters, 'A') === 0),
        'no role that is accountable (A)',
        'Give each of them one A: the role that answers for it.',
      );
      yield* report(
        activities.filter(({ letters }) => count(letters, 'A') > 1),
        'more than one role that is accountable (A)',
        'Leave one A: the role that answers for it. The others are consulted (C), or do it (R).',
      );
      yield* report(
        activities.filter(({ letters }) => count(letters, 'R') === 0),
        'no role that does it (R)',
        'Give each of them an R, or AR where who answers for it does it as well.',
      );
    }

    function* report(
      activities: Raci['activities'],
      what: string,
      help: string,
    ): Iterable<Finding> {
      const [first, ...others] = activities.filter(
        ({ letters }) => letters.join('') !== '', // A row without letters is a heading of rows.
      );
      if (first === undefined) return;
      const names = [first, ...others].map(({ name }) => `"${name}"`);
      yield finding(
        'raci-accountable',
        first.span,
        `${inWords(names)} ${names.length === 1 ? 'has' : 'have'} ${what}.`,
        {
          help,
          related: others.map(({ name, span }) => ({
            file: document.path,
            span,
            message: `"${name}"`,
          })),
        },
      );
    }
  },
});

function count(letters: readonly string[], letter: string): number {
  return letters.filter((cell) => cell.includes(letter)).length;
}
