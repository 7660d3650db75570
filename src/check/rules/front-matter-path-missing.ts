/** Files that the front matter names are there. */
import path from 'node:path';
import { type Finding, finding } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { namedBy } from '../../workspace/graph.ts';
import { defineRule } from '../rule.ts';

export const frontMatterPathMissing = defineRule({
  id: 'front-matter-path-missing',
  code: 'PROCS053',
  family: 'references',
  scope: 'workspace',
  title: 'Files that the front matter names exist',
  severity: 'warning',
  why: 'What is listed as related is read before a change and after a failure: an entry that leads nowhere hides a document.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\nrelated: [restor.md]\n---\n\n# PROC-A-001: Backup\n',
      mended: '---\nid: PROC-A-001\nrelated: [restore.md]\n---\n\n# PROC-A-001: Backup\n',
      beside: { 'restore.md': '---\nid: PROC-B-002\n---\n\n# PROC-B-002: Restore\n' },
    },
  ],
  *check({ document, index, workspace, fileExists }): Iterable<Finding> {
    for (const { kind, where, target, span } of index.references) {
      if (kind !== 'path' || where !== 'front-matter') continue;
      if (namedBy(workspace, document, target) !== null) continue;
      if (fileExists(path.resolve(path.dirname(document.file), target))) continue;
      if (fileExists(path.resolve(workspace.root, target))) continue;
      // Written from the root of a repository of which the workspace is a folder.
      if (workspace.documents.some((other) => target.endsWith(`/${other.path}`))) continue;
      const from = path.dirname(document.file);
      const others = workspace.documents.map((other) =>
        path.relative(from, other.file).split(path.sep).join('/'),
      );
      const near = nearest(path.normalize(target), others);
      yield finding('front-matter-path-missing', span, `Nothing lies at "${target}".`, {
        help:
          near === null
            ? 'Correct the path, write the ID of the document instead, or take the entry out.'
            : `Did you mean "${near}"?`,
        ...(near === null ? {} : { suggestion: { written: target, meant: near } }),
      });
    }
  },
});
