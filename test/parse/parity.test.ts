/** What normally parses gives the trees of the reference parser: kinds, values and places. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, parserName } from '../../src/parse/markdown.ts';
import { parseWithRemark } from '../../src/parse/remark.ts';

const home = path.resolve(import.meta.dirname, '../..');

/** Ours, the reference set, and what the authors of our dependencies wrote: hundreds of real files. */
const files = ['procedures', 'test', '../shared/reference', 'node_modules'].flatMap((folder) =>
  markdownBelow(path.join(home, folder), folder === 'node_modules' ? 2 : 9),
);

function markdownBelow(folder: string, depth: number): string[] {
  if (depth < 0 || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return markdownBelow(file, depth - 1);
      return entry.name.endsWith('.md') ? [file] : [];
    });
}

/** The tree as text: keys in order, empty ones left out, texts side by side joined. */
function comparable(node: Nodes): unknown {
  const { position, ...rest } = node;
  const entries = Object.entries(rest)
    .filter(([key, value]) => value != null && !['children', 'data', 'spread'].includes(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { start, end } = position!;
  const place = `${start.line}:${start.column}:${start.offset}-${end.line}:${end.column}:${end.offset}`;
  return [
    place,
    Object.fromEntries(entries),
    'children' in node ? node.children.map((child) => comparable(child as Nodes)) : [],
  ];
}

/**
 * Where the two differ, and neither answer changes what a procedure means: an attribute that is not
 * quoted and holds a quote, an address behind another scheme, a comment or a cell over an odd end of line.
 */
const known = [
  'PROCED-EVIL-666.md',
  'PROCED-MALO-666.md',
  'sitemap/api.md',
  'vitest/LICENSE.md',
  'undici/docs/docs/api/CacheStore.md',
];

it('is satteri on this machine', () => {
  expect(parserName).toMatch(/^satteri \d/);
  expect(files.length).toBeGreaterThan(200);
});

it('has the same trees with the same places', () => {
  const different = files.filter((file) => {
    if (known.some((name) => file.endsWith(name))) return false;
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (text.length > 200_000) return false;
    return JSON.stringify(comparable(parseMarkdown(text))) !== expected(text);
  });
  expect(different.map((file) => path.relative(home, file))).toEqual([]);
});

function expected(text: string): string {
  return JSON.stringify(comparable(parseWithRemark(text)));
}

describe('also for', () => {
  it.each([
    [
      'Windows ends of lines',
      '---\r\nid: PROC-A-001\r\n---\r\n\r\n# A\r\n\r\n```bash\r\ntrue\r\n```\r\n',
    ],
    [
      'signs beyond the basic plane',
      '# 🚨 Año\n\n- 🚨 `x`\n- [ ] **y** 🚨 z\n\n| 🚨 | b |\n|---|---|\n| `a\\|b` | c |\n',
    ],
    ['what is never closed', '> 1. a\n>    ```bash\n>    true\n\n<details>\n\n**b\n'],
    ['tabs', '1.\ta\n\n\t```bash\n\ttrue\n\t```\n\n\tb\n'],
    ['addresses', 'See https://a.example/x?y=(z). Mail a_b@c.example, www.d.example!\n'],
    ['footnotes and definitions', 'a[^1] [b][c]\n\n[^1]: d\n\n    e\n\n[c]: <f g> "h"\n'],
    ['strikes and breaks', '~~a~~  \nb\\\nc ~d~\n\n***\n'],
    ['an empty text', ''],
    ['only a front matter', '---\na: 1\n---'],
  ])('%s', (_, text) => {
    expect(JSON.stringify(comparable(parseMarkdown(text)))).toBe(expected(text));
  });
});
