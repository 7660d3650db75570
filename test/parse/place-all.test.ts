import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { compileDocument } from '../../src/compile/compile.ts';
import { parseMarkdown } from '../../src/parse/markdown.ts';

function* nodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodes(child as Nodes);
}

describe('every node has a place', () => {
  it.each([
    'Write to a_b@example.com or PROC-A-001',
    'x /www.example.com y',
    'one a@b.example two c_d@e.example three PROC-A-001',
    '> - *a@b.example* **x@y.example**\n>   www.x.example &amp; a@b.example',
    '| a@b.example | x |\n|---|---|\n| _u@v.example | www.y.example |',
  ])('%s', (text) => {
    for (const node of nodes(parseMarkdown(text))) {
      expect(node.position, JSON.stringify(node)).toBeDefined();
    }
  });

  it('is where its words stand, and a reference beside an address is found once', () => {
    const text = 'Mail:a_b@example.com then see PROC-B-002 and c@d.example!\n';
    const { procedure } = compileDocument(
      { path: 'x.md', text, hash: '' },
      {
        families: ['PROC'],
        vocabulary: {},
      },
    );
    const ids = procedure.references.filter((one) => one.kind === 'id');
    expect(ids.map((one) => [one.target, one.span.column])).toEqual([
      ['PROC-B-002', text.indexOf('PROC') + 1],
    ]);
  });
});
