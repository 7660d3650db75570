/** The newest entry of the change log is the version that the document says it is. */
import { type Change, type Finding, finding } from '../../model/index.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';
import { compareVersions, isVersion } from '../versions.ts';

const head = (version: string): string =>
  `---\nid: PROC-A-001\nversion: ${version}\n---\n\n# PROC-A-001: Restore\n\n`;
const log =
  '## Changelog\n\n- 1.1.0 (2026-02-03): Check the sizes\n- 1.0.0 (2026-01-12): First version\n';

export const changelogVersion = defineRule({
  id: 'changelog-version',
  code: 'PROCS055',
  family: 'consistency',
  scope: 'document',
  title: 'The change log ends with the version of the document',
  severity: 'warning',
  why: 'Runs record the version of the front matter: where it was left behind, two different texts go by one number.',
  examples: [
    { failing: `${head('1.0.0')}${log}`, mended: `${head('1.1.0')}${log}` },
    {
      failing: `${head('1.2.0')}${log}`,
      mended: `${head('1.2.0')}${log.replace('- 1.1.0', '- 1.2.0 (2026-03-04): Ask before the restore\n- 1.1.0')}`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const done = procedure.changes.filter(({ planned }) => !planned);
    yield* version();
    yield* date();

    function* version(): Iterable<Finding> {
      const given = procedure.version;
      const newest = highest(done);
      if (given === null || !isVersion(given) || newest === null) return;
      const order = compareVersions(newest.version, given);
      if (order === 0) return;
      const key = keyOf(document, ['version']) ?? 'version';
      const help =
        order > 0
          ? 'Raise "version" with every entry, or correct the entry.'
          : `Add an entry that says what ${given} changed, or correct "version".`;
      const place = valuePlace(document, key);
      yield order > 0
        ? finding(
            'changelog-version',
            place,
            `The change log has gone on to ${newest.version}; this still says ${given}.`,
            {
              help,
              related: [{ file: document.path, span: newest.span, message: 'the newest entry' }],
            },
          )
        : finding(
            'changelog-version',
            newest.span,
            `The newest entry is ${newest.version}, and the document is at ${given}: what changed since is not written down.`,
            {
              help,
              related: [{ file: document.path, span: place, message: `${given} is given here` }],
            },
          );
    }

    function* date(): Iterable<Finding> {
      const { updated } = procedure;
      const key = Object.keys(document.frontMatter.values).find(
        (name) => document.frontMatter.values[name] === updated,
      );
      const latest = done
        .filter((one): one is Change & { date: string } => one.date !== null)
        .sort((a, b) => (a.date < b.date ? 1 : -1))[0];
      // A review may well be older than the last change.
      if (updated === null || key === undefined || /review/i.test(key)) return;
      if (latest === undefined) return;
      if (!/^\d{4}-\d{2}-\d{2}/.test(updated) || updated.slice(0, 10) >= latest.date) return;
      yield finding(
        'changelog-version',
        valuePlace(document, key),
        `The change log has an entry of ${latest.date}; this says that the last change was on ${updated}.`,
        {
          help: `Set "${key}" to the date of the newest entry.`,
          related: [{ file: document.path, span: latest.span, message: 'the newest entry' }],
        },
      );
    }
  },
});

function highest(changes: readonly Change[]): (Change & { version: string }) | null {
  const versions = changes.filter(
    (one): one is Change & { version: string } => one.version !== null && isVersion(one.version),
  );
  return versions.sort((a, b) => compareVersions(b.version, a.version))[0] ?? null;
}
