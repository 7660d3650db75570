/** Documents that are too deep: told of at once, and nothing else is claimed about them. */
import { describe, expect, it } from 'vitest';
import { parseWithin } from '../../src/parse/limits.ts';
import { checkFiles } from '../check/workspace.ts';

const header = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: A\n\n';

describe('a document', () => {
  it.each([
    ['quotes', `${'>'.repeat(100_000)} x`],
    ['quotes with spaces', `${' > '.repeat(100_000)}x`],
    ['lists', `${'- '.repeat(100_000)}x`],
    ['ordered lists', `${'1. '.repeat(100_000)}x`],
    ['lists and quotes by turns', `${'- > 7) '.repeat(30_000)}x`],
    [
      'lists on lines',
      Array.from({ length: 300 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n'),
    ],
    ['emphasis', `${'*a '.repeat(10_000)}${'b* '.repeat(10_000)}`],
    ['character references', '&amp;'.repeat(100_000)],
  ])('with masses of %s is refused, and keeps its front matter', async (_name, text) => {
    const { tree, findings } = parseWithin(header + text);
    expect(findings.map(({ rule }) => rule)).toEqual(['too-complex-document']);
    expect(tree.children.map(({ type }) => type)).toEqual(['yaml']);
    const found = await checkFiles({
      'a.md': header + text,
      'b.md': '---\nid: PROC-B-001\n---\n\n# PROC-B-001: B\n\nSee PROC-A-001.\n',
    });
    expect(found.map(({ file, code }) => [file, code])).toEqual([['a.md', 'PROCS028']]);
  });

  it('is told of where it is too deep', () => {
    const { findings } = parseWithin(`${header}Text.\n\n${'> '.repeat(200)}x\n`);
    expect(findings[0]!.span).toEqual({ line: 9, column: 1, endLine: 9, endColumn: 402 });
  });

  it.each([
    ['ten quotes', `${'> '.repeat(10)}x`],
    ['a line of dashes', '-'.repeat(500)],
    ['a line of stars', '*'.repeat(500)],
    ['a line of signs', '+-'.repeat(500)],
    ['ten lists', Array.from({ length: 10 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n')],
    ['many lists', '- x\n\n> y\n\n'.repeat(2_000)],
    ['many numbers', '1. 2. x\n'.repeat(2_000)],
    ['a table of all character references', '| &amp; | &#38; |\n'.repeat(2_000)],
    ['commands behind each other', `\`\`\`bash\n${'a && b\n'.repeat(6_000)}\`\`\``],
  ])('with %s is read', (_name, text) => {
    expect(parseWithin(header + text).findings).toEqual([]);
  });
});
