/** The graph with a handful of documents, and with more than a picture can hold. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { edgesOf } from '../../site/graph/edges.ts';
import { drawable, fits, groupsOf } from '../../site/graph/groups.ts';
import { picture } from '../../site/graph/picture.ts';
import { provideSource } from '../../site/source.mjs';
import * as compiler from '../../src/index.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'procs-graph-'));
  provideSource({ compiler } as never);
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Each document names the next two of its family; the first of a family calls the first of the next one. */
async function workspaceOf(families: number, each: number, category: (family: number) => string) {
  for (let family = 0; family < families; family += 1) {
    for (let n = 1; n <= each; n += 1) {
      const id = (f: number, m: number) =>
        `PROCED-F${String(f % families).padStart(2, '0')}-${String(((m - 1) % each) + 1).padStart(3, '0')}`;
      const call = n === 1 ? `\n### Step 1: Go on\n\nRun ${id(family + 1, 1)}.\n` : '';
      await writeFile(
        path.join(root, `${id(family, n)}.md`),
        `---\nid: ${id(family, n)}\ntitle: Part ${n}\ncategory: ${category(family)}\nlanguage: en\n---\n\n# ${id(family, n)}: Part ${n}\n\nSee ${id(family, n + 1)} and ${id(family, n + 2)}.\n\n## Procedure\n${call}`,
      );
    }
  }
  return compiler.load({ root });
}

it('is one picture of a few documents, with calls told from references', async () => {
  const workspace = await workspaceOf(2, 3, () => 'one');
  expect(groupsOf({ workspace } as never)).toEqual([]);
  const edges = edgesOf(workspace);
  expect(
    edges
      .filter(({ kind }) => kind === 'call')
      .map(({ from, to }) => [from.index.name, to.index.name]),
  ).toEqual([
    ['PROCED-F00-001', 'PROCED-F01-001'],
    ['PROCED-F01-001', 'PROCED-F00-001'],
  ]);
  expect(edges.filter(({ kind }) => kind === 'reference')).toHaveLength(12);
});

describe('too many documents for one picture', () => {
  it.each([
    ['by category', 4, 20, (family: number) => `c${family}`, 'c0'],
    ['by the family of their IDs where categories are too large', 4, 30, () => 'all', 'PROCED-F00'],
  ] as const)('are drawn in groups, %s', async (_how, families, each, category, first) => {
    const workspace = await workspaceOf(families, each, category);
    const groups = groupsOf({ workspace } as never);
    expect(groups).toHaveLength(families);
    expect(groups[0]?.name).toBe(first);
    expect(groups.flatMap(({ documents }) => documents)).toHaveLength(families * each);
    expect(new Set(groups.map(({ slug }) => slug)).size).toBe(families);
    for (const { documents } of groups) {
      const inside = edgesOf(workspace).filter(
        ({ from, to }) => documents.includes(from) && documents.includes(to),
      );
      expect(fits(documents.length, inside.length)).toBe(true);
    }
  });

  it('are listed and not drawn where nothing divides them', async () => {
    const workspace = await workspaceOf(1, drawable.nodes + 2, () => 'all');
    const groups = groupsOf({ workspace } as never);
    expect(groups.flatMap(({ documents }) => documents)).toHaveLength(drawable.nodes + 2);
  });
});

describe('a picture', () => {
  it('has one link for each node, whatever its name, and no number that is none', () => {
    const names = ['<script>', '"]; end', 'A --> B', '%% comment', 'ñ', '', 'x'.repeat(300)];
    const nodes = names.map((name, at) => ({
      name,
      title: name,
      href: `/p/${at}/`,
      kind: 'inside' as const,
    }));
    const edges = names.slice(1).map((_, at) => ({ from: at, to: at + 1, kind: 'call' as const }));
    const drawn = picture(nodes, edges, 'All');
    expect(drawn).not.toBeNull();
    expect(drawn?.match(/<a /g)).toHaveLength(names.length);
    expect(drawn?.match(/<polyline /g)).toHaveLength(edges.length);
    expect(drawn).not.toMatch(/NaN|<script|<style|@import|undefined/);
    expect(drawn).toContain('&#x3C;script>');
  });
});
