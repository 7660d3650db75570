/** Relative links point at files that are there. */
import path from 'node:path';
import { type Finding, finding } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { localLinks } from '../../workspace/links.ts';
import { defineRule } from '../rule.ts';

export const danglingLink = defineRule({
  id: 'dangling-link',
  code: 'PROCS010',
  family: 'references',
  scope: 'workspace',
  title: 'Relative links point at files that exist',
  severity: 'error',
  why: 'A link that leads nowhere is found by the person who needs it, at the moment they need it.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nThen [roll back](rolback.md).\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nThen [roll back](rollback.md).\n',
      beside: { 'rollback.md': '---\nid: PROC-B-002\n---\n\n# PROC-B-002: Roll back\n' },
    },
  ],
  *check({ document, workspace, fileExists }): Iterable<Finding> {
    const links = localLinks(document).filter(({ target }) => target !== '');
    if (links.length === 0) return;
    const files = new Set(workspace.documents.map((other) => other.file));
    for (const { file, target, span } of links) {
      if (files.has(file) || fileExists(file)) continue;
      const from = path.dirname(document.file);
      const others = workspace.documents.map((other) =>
        path.relative(from, other.file).split(path.sep).join('/'),
      );
      const name = path.basename(target);
      const near =
        others.find((other) => path.basename(other) === name) ??
        nearest(path.normalize(target), others);
      yield finding('dangling-link', span, `Nothing lies at "${target}".`, {
        help:
          near === null
            ? 'Correct the path, which is relative to this document, or take the link out.'
            : `Did you mean "${near}"?`,
      });
    }
  },
});
