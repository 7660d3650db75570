import { describe, expect, it } from 'vitest';
import type { Fix } from '../../src/model/index.ts';
import { checkFiles } from './workspace.ts';

/** Replaces each span, from the last to the first. */
function apply(text: string, { edits }: Fix): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number): number => starts[line - 1]! + column - 1;
  return edits
    .toReversed()
    .reduce(
      (mended, { span, text: written }) =>
        mended.slice(0, offset(span.line, span.column)) +
        written +
        mended.slice(offset(span.endLine, span.endColumn)),
      text,
    );
}

describe('a fix leaves nothing to report, and the rest of the document as it was', () => {
  it.each([
    [
      'missing-id',
      'deploy-web.md',
      '---\ntitle: Deploy\n---\n\n# Deploy\n',
      '---\nid: PROC-DEPLOY-WEB\ntitle: Deploy\n---\n\n# Deploy\n',
    ],
    [
      'missing-id',
      'x.md',
      '# PROC-X-001: Deploy\n',
      '---\nid: PROC-X-001\n---\n\n# PROC-X-001: Deploy\n',
    ],
    ['missing-id', 'PROCED-Y-2.md', '# Deploy\n', '---\nid: PROCED-Y-2\n---\n\n# Deploy\n'],
    [
      'missing-id',
      'operación nº 1.md',
      '# Deploy\n',
      '---\nid: PROC-OPERACION-N-1\n---\n\n# Deploy\n',
    ],
    [
      'malformed-id',
      'x.md',
      '---\nid: "proc_x_1" # ours\n---\n\n# Deploy\n',
      '---\nid: PROC-X-1 # ours\n---\n\n# Deploy\n',
    ],
  ])('%s in %s', async (rule, name, text, expected) => {
    const found = await checkFiles({ [name]: text });
    expect(found.map((one) => one.rule)).toEqual([rule]);
    const mended = apply(text, found[0]!.fix!);
    expect(mended).toBe(expected);
    expect(await checkFiles({ [name]: mended })).toEqual([]);
  });

  it('is not offered where the ID is taken', async () => {
    const [found] = await checkFiles({
      'a.md': '---\nid: PROC-B\n---\n\n# PROC-B: A\n',
      'b.md': '# Deploy\n',
    });
    expect(found?.rule).toBe('missing-id');
    expect(found?.fix).toBeNull();
    expect(found?.help).toContain('taken');
  });
});
