/** Roles of the RACI matrix are among those that the document describes. */
import { type Finding, finding } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import { nearest } from '../../text/suggest.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Despliegue\n\n## Roles\n\n';
const roles =
  '| Rol | Responsabilidad |\n|---|---|\n| Operador | Ejecuta |\n| Revisora técnica | Aprueba |\n\n';

export const raciUnknownRole = defineRule({
  id: 'raci-unknown-role',
  code: 'PROCS062',
  family: 'roles',
  scope: 'document',
  title: 'Roles of the RACI matrix are described',
  severity: 'warning',
  why: 'A role that is called one thing in the matrix and another in the list is filled twice, or by nobody.',
  examples: [
    {
      failing: `${head}${roles}| Actividad | Operador | Revisor funcional |\n|---|---|---|\n| Desplegar | R | A |\n`,
      mended: `${head}${roles}| Actividad | Operador | Revisora técnica |\n|---|---|---|\n| Desplegar | R | A |\n`,
    },
  ],
  *check({ document, procedure: { raci, roleDescriptions } }): Iterable<Finding> {
    const described = roleDescriptions.map(({ name }) => name);
    const isWhole = roleDescriptions.some(({ from }) => from === 'table');
    for (const { roles: columns } of raci) {
      for (const { text, span } of columns) {
        if (described.some((name) => isSame(name, text))) continue;
        const near = nearest(text, described);
        // Profiles need not be given for every role: there, only what looks misspelt is told.
        if (!isWhole && (near === null || !isMisspelt(text, near))) continue;
        const meant = roleDescriptions.find(({ name }) => name === near);
        yield finding(
          'raci-unknown-role',
          span,
          `"${text}" has activities in this matrix and is none of the roles that the document describes.`,
          {
            help:
              near === null
                ? 'Describe the role, or use the name of one that is described.'
                : `Did you mean "${near}"?`,
            ...(near === null ? {} : { suggestion: { written: text, meant: near } }),
            related:
              meant === undefined
                ? []
                : [{ file: document.path, span: meant.span, message: `"${meant.name}"` }],
          },
        );
      }
    }
  },
});

/** 'DevOps' is 'DevOps Engineer', and 'DBA' is 'DBA (Database Administrator)' and 'Database Administrator'. */
function isSame(described: string, column: string): boolean {
  const [a, b] = [wordsOf(described), wordsOf(column)];
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length === 0 || shorter.every((word) => longer.some((one) => alike(one, word))))
    return true;
  const initials = (words: readonly string[]): string => words.map((word) => word[0]).join('');
  return initials(a) === b.join('') || initials(b) === a.join('');
}

/** 'Dev' and 'Developer', 'Lead' and 'Leader', 'Revisor' and 'Revisora'. */
function alike(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a)));
}

function wordsOf(text: string): string[] {
  const plain = fold(text);
  return (plain.match(/[a-z0-9]+/g) ?? []).filter(
    (word) => !/^(?:de|del|la|el|of|the|y|and)$/.test(word),
  );
}

function isMisspelt(text: string, near: string): boolean {
  return wordsOf(text).length === wordsOf(near).length && text.length >= 6;
}
