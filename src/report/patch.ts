/** Mended documents as a patch that `git apply` and `patch -p1` take. */
import { createTwoFilesPatch } from 'diff';

interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** @param base from where paths are shown to the workspace root, with `/`; empty: the root itself. */
export function toPatch(changes: readonly Change[], base: string): string {
  return changes
    .map(({ path, before, after }) => {
      const name = base === '' ? path : `${base}/${path}`;
      const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, '', '', {
        context: 3,
      });
      const body = patch.slice(patch.indexOf('\n@@') + 1);
      return `--- a/${name}\n+++ b/${name}\n${body}`;
    })
    .join('');
}
