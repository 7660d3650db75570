/** The last versions of documents, from a real git: what each change meant, and what nobody can know. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DocumentVersion, documentVersions, historyOf, load } from '../src/index.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-versions-'));
  git('init', '-q');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    stdio: 'ignore',
  });
}

function commit(subject: string, files: Record<string, string | null>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
  git('add', '-A');
  git('commit', '-qm', subject);
}

async function versions(root = folder, each = 5): Promise<Map<string, DocumentVersion[]>> {
  const workspace = await load({ root, cwd: folder });
  const commits = await historyOf(root);
  const versionsOf = await documentVersions(workspace, { commits: commits ?? [], each });
  return new Map(workspace.documents.map((document) => [document.path, versionsOf(document)]));
}

const document = (version: string, body: string) => `---
id: PROC-A-001
version: ${version}
language: en
---

# PROC-A-001: Stop the press

## Procedure

### Step 1: Stop

${body}
`;

const block = '```bash\necho stopping\n```\n';
const criterion = '**Success criterion:** stdout contains "stopping"\n';

const told = (all: DocumentVersion[] | undefined) =>
  all?.map(({ commit, version, kind, changes }) => [
    commit?.subject ?? null,
    version,
    kind,
    changes.map((change) => change.kind),
  ]);

describe('the versions of a document', () => {
  it('are told newest first, each with what changed in its meaning', async () => {
    commit('Write it', { 'a.md': document('1.0.0', block + criterion) });
    commit('Say more', { 'a.md': document('1.0.0', `Look twice.\n\n${block}${criterion}`) });
    commit('Ask for less', { 'a.md': document('1.1.0', block) });
    const found = told((await versions()).get('a.md'))!;
    expect(found.map(([subject, version, kind]) => [subject, version, kind])).toEqual([
      ['Ask for less', '1.1.0', 'changed'],
      ['Say more', '1.0.0', 'changed'],
      ['Write it', '1.0.0', 'added'],
    ]);
    expect(found[0]![3]).toContain('criterion-removed');
    expect(found[1]![3]).toEqual([]);
  });

  it('begin with what lies on disk and is not committed, and only where it differs', async () => {
    commit('Write it', { 'a.md': document('1.0.0', block + criterion), 'b.md': '# B\n' });
    writeFileSync(path.join(folder, 'a.md'), document('1.0.0', block));
    const found = await versions();
    expect(told(found.get('a.md'))![0]).toEqual([
      null,
      '1.0.0',
      'changed',
      expect.arrayContaining(['criterion-removed', 'version-not-raised']),
    ]);
    expect(told(found.get('b.md'))).toEqual([['Write it', null, 'added', []]]);
  });

  it('are none of a file that was never committed, and of a folder without git', async () => {
    commit('Write it', { 'a.md': '# A\n' });
    writeFileSync(path.join(folder, 'new.md'), '# New\n');
    expect((await versions()).get('new.md')).toEqual([]);
    rmSync(path.join(folder, '.git'), { recursive: true });
    expect(await historyOf(folder)).toBeNull();
    expect((await versions()).get('a.md')).toEqual([]);
  });

  it('are found below the top of the repository, with names that git would read otherwise', async () => {
    const name = 'ops/:(glob)*[a] ñ.md';
    commit('Write them', { [name]: '# One\n', 'ops/b.md': '# Two\n', 'b.md': '# Outside\n' });
    commit('Change one', { [name]: '# One\n\nMore.\n' });
    const found = await versions(path.join(folder, 'ops'));
    expect(told(found.get(':(glob)*[a] ñ.md'))!.map(([subject]) => subject)).toEqual([
      'Change one',
      'Write them',
    ]);
    expect(told(found.get('b.md'))!.map(([subject]) => subject)).toEqual(['Write them']);
  });

  it('leave out the time in which the file was gone, and are no more than asked for', async () => {
    commit('Write it', { 'a.md': '# A\n' });
    commit('Remove it', { 'a.md': null, 'x.md': '# X\n' });
    commit('Bring it back', { 'a.md': '# A again\n' });
    expect(
      told((await versions()).get('a.md'))!.map(([subject, , kind]) => [subject, kind]),
    ).toEqual([
      ['Bring it back', 'added'],
      ['Write it', 'added'],
    ]);
    expect((await versions(folder, 1)).get('a.md')).toHaveLength(1);
  });

  it('say that a state could not be read, and claim nothing of it', async () => {
    commit('Too large', {
      'a.md': `# A\n\n${'x'.repeat(3000)}\n`,
      'procs.config.json': '{"maxBytes":2000}',
    });
    commit('Smaller', { 'a.md': '# A\n' });
    expect(told((await versions()).get('a.md'))).toEqual([
      ['Smaller', null, 'unread', []],
      ['Too large', null, 'added', []],
    ]);
  });

  it('do not take the oldest commit of a shallow clone for the one that added all', async () => {
    commit('Write it', { 'a.md': '# A\n', 'b.md': '# B\n' });
    commit('Change it', { 'a.md': '# A\n\nMore.\n' });
    const clone = mkdtempSync(path.join(tmpdir(), 'procs-versions-'));
    try {
      execFileSync('git', ['clone', '-q', '--depth=1', `file://${folder}`, clone], {
        stdio: 'ignore',
      });
      const found = await versions(clone);
      expect(found.get('b.md')).toEqual([]);
      expect(told(found.get('a.md'))!.filter(([, , kind]) => kind === 'added')).toEqual([]);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  });
});
