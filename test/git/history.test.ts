/** When files were changed, from a real git. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { historyOf } from '../../src/index.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-history-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    stdio: 'ignore',
  });
}

function commit(message: string, date: string): void {
  git('add', '-A');
  execFileSync(
    'git',
    ['-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', message],
    {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    },
  );
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

it('tells commits newest first, with the files below the folder that they touched', async () => {
  git('init', '-q');
  write('ops/a.md', '1');
  write('ops/ñandú y más.md', '1');
  write('other/b.md', '1');
  commit('Bring in both', '2024-01-02T03:04:05+02:00');
  write('other/b.md', '2');
  commit('Change what lies elsewhere', '2024-02-02T00:00:00Z');
  write('ops/a.md', '2');
  commit('Say "why" — <b>here</b>', '2024-03-02T00:00:00Z');
  const history = await historyOf(path.join(folder, 'ops'));
  expect(history).toMatchObject([
    { date: '2024-03-02T00:00:00+00:00', subject: 'Say "why" — <b>here</b>', paths: ['a.md'] },
    {
      date: '2024-01-02T03:04:05+02:00',
      subject: 'Bring in both',
      paths: ['a.md', 'ñandú y más.md'],
    },
  ]);
});

it('does not take the oldest commit of a shallow clone for the time of everything before', async () => {
  git('init', '-q');
  write('a.md', '1');
  write('b.md', '1');
  commit('First', '2020-01-01T00:00:00Z');
  write('a.md', '2');
  commit('Second', '2021-01-01T00:00:00Z');
  write('a.md', '3');
  commit('Third', '2022-01-01T00:00:00Z');
  const clone = path.join(folder, 'clone');
  git('clone', '-q', '--depth', '2', `file://${folder}`, clone);
  const history = await historyOf(clone);
  expect(history?.map(({ subject, paths }) => ({ subject, paths }))).toEqual([
    { subject: 'Third', paths: ['a.md'] },
  ]);
});

it('knows nothing where there is no repository, and of one without a commit that there is none', async () => {
  expect(await historyOf(folder)).toBeNull();
  git('init', '-q');
  expect(await historyOf(folder)).toEqual([]);
});

it('starts nothing that the repository configures', async () => {
  git('init', '-q');
  write('a.md', '1');
  commit('One', '2024-01-01T00:00:00Z');
  const mark = path.join(folder, 'ran');
  for (const key of [
    'core.fsmonitor',
    'diff.external',
    'log.showSignature',
    'gpg.program',
    'core.pager',
  ])
    git('config', key, key === 'log.showSignature' ? 'true' : `touch ${mark}`);
  expect(await historyOf(folder)).toHaveLength(1);
  expect(() => execFileSync('test', ['-e', mark])).toThrow();
});
