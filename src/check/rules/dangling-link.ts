/** Relative links point at files that are there. */
import path from 'node:path';
import { type Finding, finding } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { localLinks } from '../../workspace/links.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { addressFix } from '../edits.ts';
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
    for (const { file, target, span } of links) {
      if (fileExists(file) || workspace.documents.some((other) => other.file === file)) continue;
      const near = nearTo(file, target, workspace);
      const written = near === null ? null : relative(path.dirname(document.file), near.file);
      const fix =
        near?.only && written !== null ? addressFix(document, span, target, written) : null;
      yield finding('dangling-link', span, `Nothing lies at "${target}".`, {
        help:
          written === null
            ? 'Correct the path, which is relative to this document, or take the link out.'
            : `Did you mean "${written}"?`,
        ...(written === null ? {} : { suggestion: { written: target, meant: written } }),
        ...(fix === null ? {} : { fix }),
      });
    }
  },
});

/** The document of the same name elsewhere, else the one whose path is most alike. */
function nearTo(
  file: string,
  target: string,
  { documents, root }: Workspace,
): { file: string; only: boolean } | null {
  const name = path.basename(target);
  const same = documents.filter(
    (other) => other.path.endsWith(name) && path.basename(other.path) === name,
  );
  if (same[0] !== undefined) return { file: same[0].file, only: same.length === 1 };
  const paths = documents.map((other) => other.path);
  const near = nearest(relative(root, file), paths);
  return near === null ? null : { file: path.join(root, near), only: false };
}

function relative(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join('/');
}
