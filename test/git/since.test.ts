/** `procs check --since`: only what the change brought, wherever it broke something. */
import { chmodSync, existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { procedure, step, TestRepository } from './support.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.dispose());

const stop = step('Stop the workers', 'systemctl stop workers');
const restart = step('Restart the service', 'systemctl restart web');
const verify = step('Verify', 'curl -f http://localhost/health');
const service = procedure('PROC-WEB-001', stop, restart, verify);

/** A document with one old finding of its own, which also refers to the service's second step. */
const guide = `---\nid: PROC-GUIDE-002\ntitle: Guide\n---\n\n# PROC-GUIDE-002: Guide\n\nSee PROC-GONE-009.\n\nThen do [the restart](web.md#step-12-restart-the-service) as in PROC-WEB-001.\n`;

describe('what it reports', () => {
  it('nothing where nothing changed, though old findings are there', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    expect((await repository.procs(['check'])).status).toBe(1);
    const { status, out, err } = await repository.procs(['check', '--since', 'HEAD']);
    expect([status, out.trim()]).toEqual([0, '0 documents checked: nothing found.']);
    expect(err).toContain('(HEAD): of the documents, 0 changed, 0 depend on what changed');
  });

  it('a finding of a changed document, and not the old ones beside it', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.write({
      'guide.md': `${guide}\nSee PROC-LOST-007.\n`,
    });
    expect(await repository.since('HEAD')).toEqual([
      'guide.md: No document defines PROC-LOST-007.',
    ]);
  });

  it('a reference that a deleted step broke in a document that nobody touched', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.write({ 'web.md': procedure('PROC-WEB-001', stop, verify) });
    expect(await repository.since('HEAD')).toEqual([
      'guide.md: No heading of web.md has the anchor "#step-12-restart-the-service".',
    ]);
  });

  it('references to a document that was deleted', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.remove('web.md');
    expect(await repository.since('HEAD')).toEqual([
      expect.stringMatching(/^guide\.md: Nothing lies at "web\.md"/),
      'guide.md: No document defines PROC-WEB-001.',
    ]);
  });

  it('links to a file that is no document and was deleted', async () => {
    const text = guide.replace('See PROC-GONE-009.', 'Run [the script](scripts/go.sh).');
    repository.commit({ 'web.md': service, 'guide.md': text, 'scripts/go.sh': 'true\n' });
    repository.remove('scripts/go.sh');
    expect(await repository.since('HEAD')).toEqual(['guide.md: Nothing lies at "scripts/go.sh".']);
  });

  it('a new document that is not yet known to git', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'guide.md': guide });
    expect(await repository.since('HEAD')).toEqual([
      'guide.md: No document defines PROC-GONE-009.',
    ]);
  });

  it('both sides of an ID that a new document took', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'copy.md': service });
    const found = await repository.since('HEAD');
    expect(found.filter((one) => one.includes('is defined 2 times'))).toHaveLength(2);
  });

  it('the second finding where one of the same kind was there', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.write({ 'guide.md': guide.replace('009.', '009, and again PROC-GONE-009.') });
    expect(await repository.since('HEAD')).toEqual([
      'guide.md: No document defines PROC-GONE-009.',
    ]);
  });

  it('everything in the documents it touches with --all-findings, and nothing of the others', async () => {
    const other = guide.replaceAll('GUIDE-002', 'OTHER-003').replaceAll('WEB-001', 'GONE-009');
    const alone = other.replace(/\nThen do.*\n/, '');
    repository.commit({ 'web.md': service, 'guide.md': guide, 'alone.md': alone });
    repository.write({ 'web.md': `${service}\nA word more.\n` });
    expect(await repository.since('HEAD')).toEqual([]);
    expect(await repository.since('HEAD', '--all-findings')).toEqual([
      'guide.md: No document defines PROC-GONE-009.',
    ]);
  });

  it('only what lies below the paths that are named', async () => {
    repository.commit({ 'web.md': service, 'a/guide.md': guide.replace('web.md', '../web.md') });
    repository.write({
      'web.md': `${procedure('PROC-WEB-001', stop, verify)}\nSee PROC-LOST-007.\n`,
    });
    expect(await repository.since('HEAD', 'a')).toEqual([
      expect.stringContaining('a/guide.md: No heading'),
    ]);
    expect(await repository.since('HEAD')).toHaveLength(2);
  });

  it('fails only for an error that the change brought', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.write({ 'guide.md': `${guide}\nA word more.\n` });
    expect((await repository.procs(['check', '--since', 'HEAD'])).status).toBe(0);
    repository.write({ 'guide.md': `${guide}\nSee PROC-LOST-007.\n` });
    expect((await repository.procs(['check', '--since', 'HEAD'])).status).toBe(1);
  });
});

describe('what it does not take for new', () => {
  it('findings of a document that was renamed with an edit', async () => {
    repository.commit({ 'web.md': service, 'old/guide.md': guide.replace('web.md', '../web.md') });
    mkdirSync(path.join(repository.folder, 'new'));
    renameSync(
      path.join(repository.folder, 'old/guide.md'),
      path.join(repository.folder, 'new/guide.md'),
    );
    expect(await repository.since('HEAD')).toEqual([]);
  });

  it('findings of a document without an ID that was renamed with an edit', async () => {
    const plain = guide.replace('id: PROC-GUIDE-002\n', '').replaceAll('PROC-GUIDE-002: ', '');
    repository.commit({ 'web.md': service, 'guide.md': plain });
    repository.remove('guide.md');
    repository.write({ 'handbook.md': plain.replace('See PROC', 'Please see PROC') });
    expect(await repository.since('HEAD')).toEqual([]);
  });

  it('findings of a document that got its first ID', async () => {
    const plain = guide.replace('id: PROC-GUIDE-002\n', '').replaceAll('PROC-GUIDE-002: ', '');
    repository.commit({ 'web.md': service, 'guide.md': plain });
    repository.write({ 'guide.md': guide });
    expect(await repository.since('HEAD')).toEqual([]);
  });

  it('findings that only moved down, or into a step with another number', async () => {
    const first = procedure('PROC-WEB-001', restart, `${verify}\nSee PROC-GONE-009.\n`);
    repository.commit({ 'web.md': first });
    repository.write({
      'web.md': procedure('PROC-WEB-001', stop, restart, `${verify}\nSee PROC-GONE-009.\n`),
    });
    expect(await repository.since('HEAD')).toEqual([]);
  });

  it('findings of a step that got another title', async () => {
    const text = (title: string, id: string) =>
      procedure(
        'PROC-WEB-001',
        stop,
        `${restart.replace('Restart the service', title)}\nSee ${id}.\n`,
      );
    repository.commit({ 'web.md': text('Restart the service', 'PROC-GONE-009') });
    repository.write({ 'web.md': text('Start it again', 'PROC-GONE-009') });
    expect(await repository.since('HEAD')).toEqual([]);
    repository.write({ 'web.md': text('Start it again', 'PROC-GONE-008') });
    expect(await repository.since('HEAD')).toHaveLength(1);
  });

  it('line ends that a checkout wrote in another way', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.write({ 'guide.md': guide.replaceAll('\n', '\r\n') });
    const { err } = await repository.procs(['check', '--since', 'HEAD']);
    expect(err).toContain('0 changed');
    expect(await repository.since('HEAD')).toEqual([]);
  });

  it('what others did on the branch meanwhile', async () => {
    repository.commit({ 'web.md': service });
    repository.git('switch', '-q', '-c', 'work');
    repository.commit({ 'mine.md': guide.replaceAll('PROC-GUIDE-002', 'PROC-MINE-003') });
    repository.git('switch', '-q', 'main');
    repository.commit({ 'theirs.md': guide.replace('See PROC-GONE-009.', '') });
    repository.git('switch', '-q', 'work');
    expect(await repository.since('main')).toEqual(['mine.md: No document defines PROC-GONE-009.']);
  });

  it('a file that could not be read before either', async () => {
    repository.commit({ 'web.md': service, 'bad.md': Buffer.from([0x23, 0xff, 0x0a]) });
    expect(await repository.since('HEAD')).toEqual([]);
    repository.write({ 'worse.md': 'a\0b' });
    expect(await repository.since('HEAD')).toEqual([
      expect.stringContaining('worse.md: This file cannot be read as a document'),
    ]);
  });
});

describe('where the workspace lies', () => {
  it('a subfolder, from which links lead out of it', async () => {
    const text = guide.replace('See PROC-GONE-009.', 'Run [the script](../../scripts/go.sh).');
    repository.commit({
      'docs/ops/web.md': service,
      'docs/ops/guide.md': text,
      'scripts/go.sh': 'true\n',
      'README-broken.md': 'PROC-NO-001',
    });
    expect(await repository.since('HEAD', '--root', 'docs/ops')).toEqual([]);
    repository.remove('scripts/go.sh');
    expect(await repository.since('HEAD', '--root', 'docs/ops')).toEqual([
      'guide.md: Nothing lies at "../../scripts/go.sh".',
    ]);
  });

  it('a single document', async () => {
    repository.commit({ 'web.md': service, 'guide.md': guide });
    repository.write({ 'guide.md': `${guide}\nSee PROC-LOST-007.\n` });
    expect(await repository.since('HEAD', '--root', 'guide.md')).toEqual([
      'guide.md: No document defines PROC-LOST-007.',
    ]);
  });

  it('a folder that a symbolic link leads to', async () => {
    repository.commit({ 'docs/web.md': service, 'docs/guide.md': guide });
    symlinkSync('docs', path.join(repository.folder, 'link'));
    repository.write({ 'docs/web.md': procedure('PROC-WEB-001', stop, verify) });
    expect(await repository.since('HEAD', '--root', 'link')).toEqual([
      expect.stringContaining('guide.md: No heading of web.md'),
    ]);
  });

  it('names with spaces, quotes, letters of all kinds and a newline', async () => {
    const names = ['a b.md', 'añó "x".md', '手順.md', 'line\nbreak.md', '-n.md', 'a\\b.md'];
    const files = Object.fromEntries(
      names.map((name, index) => [name, guide.replaceAll('GUIDE-002', `GUIDE-${index + 100}`)]),
    );
    repository.commit({ 'web.md': service, ...files });
    const { err } = await repository.procs(['check', '--since', 'HEAD']);
    expect(err).toContain('0 changed, 0 depend');
    repository.write({ 'line\nbreak.md': `${files['line\nbreak.md']}\nSee PROC-LOST-007.\n` });
    expect(await repository.since('HEAD')).toEqual([
      'line\nbreak.md: No document defines PROC-LOST-007.',
    ]);
  });

  it('a submodule that moved to another commit', async () => {
    const inner = new TestRepository();
    try {
      inner.commit({ 'guide.md': guide.replace('web.md', '../web.md') });
      repository.commit({ 'web.md': service });
      repository.git('submodule', '--quiet', 'add', inner.folder, 'inner');
      repository.commit();
      expect(await repository.since('HEAD')).toEqual([]);
      repository.write({
        'inner/guide.md': `${guide.replace('web.md', '../web.md')}\nSee PROC-LOST-007.\n`,
      });
      expect(await repository.since('HEAD')).toEqual([
        'inner/guide.md: No document defines PROC-LOST-007.',
      ]);
    } finally {
      inner.dispose();
    }
  });

  it('a submodule whose commit is not here counts as unchanged, and that is said', async () => {
    repository.commit({ 'web.md': service });
    const absent = '1234567890123456789012345678901234567890';
    repository.git('update-index', '--add', '--cacheinfo', `160000,${absent},inner`);
    repository.git('commit', '-q', '-m', 'A submodule');
    repository.write({ 'inner/guide.md': guide.replace('web.md', '../web.md') });
    const { status, err } = await repository.procs(['check', '--since', 'HEAD']);
    expect(status).toBe(0);
    expect(err).toContain('The submodule inner does not have its earlier commit here');
  });
});

describe('the configuration', () => {
  it('is that of each side', async () => {
    repository.commit({
      'procs.config.yaml': 'exclude: ["drafts/**"]\n',
      'web.md': service,
      'drafts/guide.md': guide.replace('web.md', '../web.md'),
    });
    expect(await repository.since('HEAD')).toEqual([]);
    repository.write({ 'procs.config.yaml': '{}\n' });
    expect(await repository.since('HEAD')).toEqual([
      'drafts/guide.md: No document defines PROC-GONE-009.',
    ]);
  });

  it.each([
    ['does not parse', { 'procs.config.yaml': 'include: [' }],
    ['is none', { 'procs.config.json': '{"frobnicate": 1}' }],
  ])('that %s is mended by the change: today’s stands in, and that is said', async (_what, bad) => {
    repository.commit({ 'web.md': service, ...bad });
    repository.remove(...Object.keys(bad));
    const { status, err } = await repository.procs(['check', '--since', 'HEAD']);
    expect(status).toBe(0);
    expect(err).toContain("so today's stands in for it: procs.config.");
  });

  it('that is code is not run', async () => {
    const mark = path.join(repository.folder, 'ran');
    const code = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')\n`;
    repository.commit({ 'web.md': service, 'procs.config.js': code });
    repository.remove('procs.config.js');
    const { err } = await repository.procs(['check', '--since', 'HEAD']);
    expect(err).toContain('procs.config.js is code, and is not run');
    expect(existsSync(mark)).toBe(false);
  });
});

describe('nothing of the repository is run or changed', () => {
  it('no hook, filter, text conversion, monitor or alias', async () => {
    const mark = path.join(repository.folder, 'ran');
    repository.commit({ 'web.md': service, '.gitattributes': '*.md filter=evil diff=evil\n' });
    const touch = `touch ${mark}; cat`;
    for (const key of ['filter.evil.smudge', 'filter.evil.clean', 'diff.evil.textconv'])
      repository.git('config', key, touch);
    for (const key of ['core.fsmonitor', 'diff.external', 'core.pager', 'diff.evil.command'])
      repository.git('config', key, touch);
    for (const alias of ['ls-tree', 'cat-file', 'rev-parse'])
      repository.git('config', `alias.${alias}`, `!${touch}`);
    const hook = path.join(repository.folder, '.git/hooks/post-index-change');
    writeFileSync(hook, `#!/bin/sh\n${touch}\n`);
    chmodSync(hook, 0o755);
    writeFileSync(path.join(repository.folder, 'web.md'), `${service}\nMore.\n`);
    const { status } = await repository.procs(['check', '--since', 'HEAD']);
    expect(status).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  it('no file is fetched that a partial clone lacks', async () => {
    repository.commit({ 'web.md': service });
    repository.commit({ 'web.md': `${service}\nMore.\n` });
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const clone = new TestRepository([]);
    try {
      clone.git('clone', '-q', '--filter=blob:none', `file://${repository.folder}`, 'copy');
      const { status, err } = await clone.procs(['check', '--since', 'HEAD~1'], 'copy');
      expect(status).toBe(2);
      expect(err).toMatch(/git (?:does not have the object|cannot read earlier documents)/);
      expect(err).not.toMatch(/^\s+at /m);
    } finally {
      clone.dispose();
    }
  });

  it('no other repository than the one around the documents, though a hook names one', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'guide.md': guide });
    const elsewhere = { GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere', GIT_WORK_TREE: '/' };
    Object.assign(process.env, elsewhere);
    try {
      expect(await repository.since('HEAD')).toHaveLength(1);
    } finally {
      for (const name of Object.keys(elsewhere)) delete process.env[name];
    }
  });

  it('leaves the index and the working tree as they are', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'web.md': `${service}\nMore.\n`, 'new.md': guide });
    repository.git('add', 'new.md');
    const before = repository.git('status', '--porcelain');
    await repository.procs(['check', '--since', 'HEAD']);
    expect(repository.git('status', '--porcelain')).toBe(before);
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['nowhere', 'There is no commit nowhere in this repository'],
    ['HEAD~9', 'There is no commit HEAD~9'],
    ['--output=x', 'is no revision'],
    [' ', 'is no revision'],
    ['HEAD\nHEAD', 'is no revision'],
    ['main..work', 'names a range, not a commit'],
    ['HEAD:web.md', 'There is no commit HEAD:web.md'],
    ['\u001b[2J', 'There is no commit'],
  ])('%j ends with 2, in words', async (revision, message) => {
    repository.commit({ 'web.md': service });
    const { status, out, err } = await repository.procs(['check', `--since=${revision}`]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(err).not.toMatch(/\u001b/);
  });

  it('a repository without a commit', async () => {
    repository.write({ 'web.md': service });
    const { status, err } = await repository.procs(['check', '--since', 'HEAD']);
    expect([status, err]).toEqual([2, expect.stringContaining('has none yet')]);
  });

  it('a folder in no repository', async () => {
    const plain = new TestRepository([]);
    try {
      plain.write({ 'web.md': service });
      const { status, err } = await plain.procs(['check', '--since', 'HEAD']);
      expect([status, err]).toEqual([2, expect.stringContaining('lies in no git repository')]);
    } finally {
      plain.dispose();
    }
  });

  it('a shallow clone, with how to mend it', async () => {
    const first = repository.commit({ 'web.md': service });
    repository.commit({ 'web.md': `${service}\nMore.\n` });
    const clone = new TestRepository([]);
    try {
      clone.git('clone', '-q', '--depth=1', `file://${repository.folder}`, 'copy');
      for (const revision of ['HEAD~1', first]) {
        const { status, err } = await clone.procs(['check', '--since', revision], 'copy');
        expect([status, err]).toEqual([2, expect.stringContaining('This is a shallow clone')]);
      }
    } finally {
      clone.dispose();
    }
  });

  it('branches without a common commit', async () => {
    repository.commit({ 'web.md': service });
    repository.git('switch', '-q', '--orphan', 'other');
    repository.commit({ 'web.md': `${service}\nMore.\n` });
    const { status, err } = await repository.procs(['check', '--since', 'main']);
    expect([status, err]).toEqual([2, expect.stringContaining('no common commit here')]);
  });

  it('a machine without git', async () => {
    repository.commit({ 'web.md': service });
    const { PATH } = process.env;
    process.env.PATH = repository.folder;
    try {
      const { status, err } = await repository.procs(['check', '--since', 'HEAD']);
      expect([status, err]).toEqual([2, expect.stringContaining('git is not installed')]);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('--all-findings alone', async () => {
    repository.commit({ 'web.md': service });
    expect((await repository.procs(['check', '--all-findings'])).err).toContain(
      'goes with --since',
    );
  });
});

describe('with a baseline', () => {
  it('an old finding does not leave its place in it to a new one', async () => {
    const config = { 'procs.config.yaml': 'baseline: known.json\n' };
    repository.commit({ ...config, 'web.md': service, 'guide.md': guide, 'known.json': '' });
    await repository.procs(['check', '--update-baseline']);
    repository.commit();
    expect(await repository.since('HEAD')).toEqual([]);
    repository.write({ 'guide.md': guide.replace('009.', '009, and again PROC-GONE-009.') });
    expect(await repository.since('HEAD')).toHaveLength(1);
    expect(await repository.since('HEAD', '--no-baseline')).toHaveLength(1);
  });

  it('what it knows is not reported, though the change brought it', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'guide.md': guide });
    await repository.procs(['check', '--update-baseline', '--baseline', 'known.json']);
    expect(await repository.since('HEAD')).toHaveLength(1);
    expect(await repository.since('HEAD', '--baseline', 'known.json')).toEqual([]);
  });
});
