/** Entries of the change log follow each other: no version twice, and a later one is no earlier. */
import { type Change, type Finding, finding } from '../../model/index.ts';
import { defineRule } from '../rule.ts';
import { compareVersions, isVersion } from '../versions.ts';

const document = (entries: string): string =>
  `---\nid: PROC-A-001\nversion: 1.2.0\n---\n\n# PROC-A-001: Restaurar\n\n## Control de cambios\n\n| Versión | Fecha | Cambio |\n|---|---|---|\n${entries}`;

export const changelogOrder = defineRule({
  id: 'changelog-order',
  code: 'PROCS056',
  family: 'consistency',
  scope: 'document',
  title: 'Entries of the change log are in order',
  severity: 'warning',
  why: 'Whoever asks what was in force on a given day reads it off this list: one wrong date or number gives a wrong answer.',
  examples: [
    {
      failing: document(
        '| 1.2.0 | 2025-02-03 | Comprobar tamaños |\n| 1.1.0 | 2026-01-20 | Pedir permiso |\n| 1.0.0 | 2026-01-12 | Creación |\n',
      ),
      mended: document(
        '| 1.2.0 | 2026-02-03 | Comprobar tamaños |\n| 1.1.0 | 2026-01-20 | Pedir permiso |\n| 1.0.0 | 2026-01-12 | Creación |\n',
      ),
    },
    {
      failing: document(
        '| 1.0.0 | 2026-01-12 | Creación |\n| 1.2.0 | 2026-01-20 | Pedir permiso |\n| 1.2.0 | 2026-02-03 | Comprobar tamaños |\n',
      ),
      mended: document(
        '| 1.0.0 | 2026-01-12 | Creación |\n| 1.1.0 | 2026-01-20 | Pedir permiso |\n| 1.2.0 | 2026-02-03 | Comprobar tamaños |\n',
      ),
    },
  ],
  *check({ document: { path }, procedure }): Iterable<Finding> {
    const entries = procedure.changes.filter(({ planned }) => !planned);
    const told = new Set<Change>();
    for (const [index, entry] of entries.entries()) {
      const other = entries
        .slice(Math.max(0, index - NEAR), index)
        .find((one) => contradicts(one, entry));
      if (other === undefined || told.has(other)) continue;
      told.add(entry);
      yield finding(
        'changelog-order',
        entry.span,
        `${said(entry)} against ${said(other)}: ${why(other, entry)}`,
        {
          help: 'One of the two entries has the wrong version or date.',
          related: [{ file: path, span: other.span, message: said(other) }],
        },
      );
    }
  },
});

/** Entries are compared with so many before them: a log as long as a book still takes no time. */
const NEAR = 20;

function contradicts(a: Change, b: Change): boolean {
  if (a.version === null || b.version === null) return false;
  if (!isVersion(a.version) || !isVersion(b.version)) return false;
  const order = compareVersions(a.version, b.version);
  if (order === 0) return a.version === b.version && (a.date ?? '') !== (b.date ?? '');
  if (a.date === null || b.date === null) return false;
  return order > 0 ? a.date < b.date : a.date > b.date;
}

function why(a: Change, b: Change): string {
  return a.version === b.version
    ? 'one version has two entries.'
    : 'the later version has the earlier date.';
}

function said({ version, date }: Change): string {
  return date === null ? `${version}` : `${version} of ${date}`;
}
