/** The generated pages of docs/. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rules, rulesTable } from '../../src/index.ts';

const root = path.resolve(import.meta.dirname, '../..');

it('are up to date; "npm run docs" writes them', () => {
  const script = path.join(root, 'scripts/docs.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('list every rule once, in the order of codes, a row each', () => {
  const page = readFileSync(path.join(root, 'docs/rules.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| PROCS'));
  expect(rows.map((row) => row.slice(2, 10))).toEqual(rules.map(({ code }) => code).sort());
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
});

it('keep a title in its cell, and say which rules are off', () => {
  const [rule] = rules;
  const table = rulesTable([{ ...rule!, optIn: true, severity: 'info', title: 'No a|b\nin <c>' }]);
  expect(table.split('\n')).toHaveLength(3);
  expect(table).toContain('| info, off |');
  expect(table).toContain('| No a\\|b in \\<c\\> |');
});
