/** `procs check --fix`, the baseline and the cache, through the command line's own code, on real files. */
import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as turnEnded } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';

let root = '';
const at = (name: string) => path.join(root, name);
const read = (name: string) => readFile(at(name), 'utf8');

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'procs-mend-'));
  await mkdir(at('procedures/sub'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function procs(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const kept = { out: '', err: '' };
  stdout.on('data', (chunk) => (kept.out += chunk));
  stderr.on('data', (chunk) => (kept.err += chunk));
  const status = await main(['check', ...args], {
    stdout: stdout as never,
    stderr: stderr as never,
    env: { PROCS_CACHE_DIR: at('cache') },
    cwd: root,
  });
  return { status, ...kept };
}

const withoutId = '---\ntitle: Restore\n---\n\n# Restore\n\nSee [the plan](plan.md#Los-Pasos).\n';
const plan = '---\nid: PROC-PLAN\n---\n\n# PROC-PLAN: Plan\n\n## Los pasos\n\nNone.\n';

describe('--fix', () => {
  beforeEach(async () => {
    await writeFile(at('procedures/restore.md'), withoutId);
    await writeFile(at('procedures/sub/plan.md'), plan);
  });

  it('mends in place, one mend after the other, and reports what is left', async () => {
    const { status, out, err } = await procs('--fix');
    expect(err).toBe('procs: mended 2 findings in one document.\n');
    expect(await read('procedures/restore.md')).toBe(
      '---\nid: PROC-RESTORE\ntitle: Restore\n---\n\n# Restore\n\nSee [the plan](sub/plan.md#Los-Pasos).\n',
    );
    expect([status, out]).toEqual([0, '2 documents checked: nothing found.\n']);
  });

  it('changes nothing the second time', async () => {
    await procs('--fix');
    const once = await read('procedures/restore.md');
    const { err } = await procs('--fix');
    expect([err, await read('procedures/restore.md')]).toEqual(['', once]);
  });

  it('shows the difference as a patch that git takes, and writes nothing', async () => {
    const { status, out } = await procs('--fix', '--dry-run');
    expect(status).toBe(1);
    expect(await read('procedures/restore.md')).toBe(withoutId);
    expect(out).toContain('--- a/procedures/restore.md\n+++ b/procedures/restore.md\n@@');
    expect(out).toContain('+id: PROC-RESTORE');
    execFileSync('git', ['apply', '-'], { cwd: root, input: out });
    expect((await procs('--fix', '--dry-run')).out).toBe('');
  });

  it('keeps Windows ends of lines, the byte order mark, the mode and a link', async () => {
    const windows = `\uFEFF${withoutId.replaceAll('\n', '\r\n')}`;
    await rm(at('procedures/restore.md'));
    await writeFile(at('real.md'), windows);
    await chmod(at('real.md'), 0o640);
    await symlink('../real.md', at('procedures/linked.md'));
    await procs('--fix', '--root', 'real.md');
    const text = await read('real.md');
    expect(text).toContain('\uFEFF---\r\nid: PROC-REAL\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect((await stat(at('real.md'))).mode & 0o777).toBe(0o640);
    await writeFile(at('real.md'), withoutId);
    await procs('--fix', '--root', 'procedures/linked.md');
    expect(await readdir(at('procedures'))).toContain('linked.md');
    expect(await read('real.md')).toContain('id: PROC-LINKED');
  });

  it('mends only the documents that were named', async () => {
    await writeFile(at('procedures/other.md'), '# Other\n');
    await procs('--fix', 'procedures/other.md');
    expect(await read('procedures/restore.md')).toBe(withoutId);
    expect(await read('procedures/other.md')).toContain('id: PROC-OTHER');
  });

  it.each([
    [['--dry-run'], /goes with --fix/],
    [['--fix', '--since', 'HEAD'], /does not go with --since/],
    [['--fix', '--update-baseline'], /does not go with --update-baseline/],
  ])('is refused: %j', async (args, message) => {
    const { status, err } = await procs(...args);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(await read('procedures/restore.md')).toBe(withoutId);
  });
});

describe('the baseline', () => {
  const old = '---\nid: PROC-OLD\n---\n\n# PROC-OLD: Old\n\nSee PROC-GONE-001.\n';

  beforeEach(async () => {
    await writeFile(at('procedures/old.md'), old);
    await writeFile(at('procs.config.yaml'), 'include: [procedures]\nbaseline: known.json\n');
  });

  it('lets what is known pass, and nothing new', async () => {
    expect((await procs('--update-baseline')).err).toContain('one finding written to known.json');
    const quiet = await procs();
    expect(quiet.status).toBe(0);
    expect(quiet.err).toContain('one finding is known to the baseline');
    await writeFile(at('procedures/old.md'), `${old}\nOr PROC-GONE-002.\n`);
    const { status, out } = await procs();
    expect(status).toBe(1);
    expect(out).toContain('PROC-GONE-002');
    expect(out).not.toContain('PROC-GONE-001');
  });

  it('knows a finding that moved to another line, once for each time', async () => {
    await procs('--update-baseline');
    await writeFile(at('procedures/old.md'), old.replace('See', 'New words.\n\nSee'));
    expect((await procs()).status).toBe(0);
    await writeFile(at('procedures/old.md'), `${old}\nSee PROC-GONE-001.\n`);
    expect((await procs()).status).toBe(1);
  });

  it('never holds that a document was not read', async () => {
    await writeFile(at('procedures/deep.md'), `# Deep\n\n${'> '.repeat(150)}Look.\n`);
    const { err } = await procs('--update-baseline');
    expect(err).toContain('one finding written to known.json');
    expect(err).toContain('One is still reported');
    const { status, out } = await procs();
    expect(status).toBe(1);
    expect(out).toContain('PROCS028');
    expect(out).not.toContain('PROC-GONE-001');
  });

  it('can be left out for once', async () => {
    await procs('--update-baseline');
    expect((await procs('--no-baseline')).status).toBe(1);
  });

  it.each([
    ['no file', null, /no baseline/],
    ['no JSON', '{', /is no baseline/],
    ['something else', '{"procs":"journal"}', /is no baseline/],
  ])('cannot be used: %s', async (_, text, message) => {
    if (text !== null) await writeFile(at('known.json'), text);
    const { status, err } = await procs();
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });
});

describe('the cache', () => {
  const a = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: A\n\nSee PROC-B-002 and [it](b.md#steps).\n';
  const b =
    '---\nid: PROC-B-002\n---\n\n# PROC-B-002: B\n\n## Steps\n\n```bash\nif true; then\n```\n';

  beforeEach(async () => {
    await writeFile(at('procedures/a.md'), a);
    await writeFile(at('procedures/b.md'), b);
  });

  /** An entry with what is asked of few documents, such as their sections; `null`: it has none. */
  const rest = (text: string): string | null => (text.includes('"sections"') ? text : null);

  /** With the cache as it is now, and without any. */
  async function both(): Promise<{ kept: string; anew: string }> {
    const kept = await procs('--format', 'json');
    const anew = await procs('--format', 'json', '--no-cache');
    expect(kept.status).toBe(anew.status);
    return { kept: kept.out, anew: anew.out };
  }

  it('answers as if it were not there, the first time and the next', async () => {
    for (let time = 0; time < 3; time += 1) {
      const { kept, anew } = await both();
      expect(kept).toBe(anew);
    }
    expect((await readdir(at('cache'))).length).toBeGreaterThan(1);
  });

  it.each([
    ['the document', () => writeFile(at('procedures/b.md'), b.replace('if true; then', 'true'))],
    [
      'another document',
      () => writeFile(at('procedures/b.md'), b.replaceAll('PROC-B-002', 'PROC-B-003')),
    ],
    [
      'a heading that is linked to',
      () => writeFile(at('procedures/b.md'), b.replace('## Steps', '## Other')),
    ],
    ['a file that a link names', () => rm(at('procedures/b.md'))],
    ['a file beside it', () => writeFile(at('procedures/c.md'), b)],
    [
      'the configuration',
      () =>
        writeFile(
          at('procs.config.yaml'),
          'include: [procedures]\nrules: { shell-syntax: info }\n',
        ),
    ],
    [
      'the families of IDs',
      () => writeFile(at('procs.config.yaml'), 'include: [procedures]\nfamilies: [RUN]\n'),
    ],
  ])('notices a change of %s', async (_, change) => {
    const before = await both();
    await change();
    const after = await both();
    expect(after.kept).toBe(after.anew);
    expect(after.kept).not.toBe(before.kept);
  });

  it('notices that a picture which a link names has gone', async () => {
    await writeFile(
      at('procedures/c.md'),
      '---\nid: PROC-C-003\n---\n\n# PROC-C-003: C\n\n![map](map.png)\n',
    );
    await writeFile(at('procedures/map.png'), 'x');
    const before = await both();
    expect(before.kept).not.toContain('map.png');
    await rm(at('procedures/map.png'));
    const after = await both();
    expect(after.kept).toBe(after.anew);
    expect(after.kept).toContain('map.png');
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['of another kind', () => 'null'],
    ['changed in one letter', (text: string) => text.replace('PROC', 'PRQC')],
    // What was found in all together gives way too, or nobody would ask for the parts.
    [
      'changed behind its first part',
      (text: string) => rest(text)?.replace('"sections"', '"sectionz"') ?? '',
    ],
    [
      'without its second part',
      (text: string) => (rest(text) ? text.split('\n', 2).join('\n') : ''),
    ],
  ])('does without an entry that is %s', async (_, spoil) => {
    const before = await both();
    for (const folder of await readdir(at('cache'))) {
      if (folder === 'pruned') continue;
      for (const name of await readdir(at(`cache/${folder}`))) {
        const file = at(`cache/${folder}/${name}`);
        await writeFile(file, spoil(await readFile(file, 'utf8')));
      }
    }
    expect((await both()).kept).toBe(before.anew);
  });

  it('is no reason to fail where it cannot be written, nor where two write at once', async () => {
    const [first, second] = await Promise.all([
      procs('--format', 'json'),
      procs('--format', 'json'),
    ]);
    expect(first.out).toBe(second.out);
    await rm(at('cache'), { recursive: true });
    await writeFile(at('cache'), 'a file');
    expect((await procs('--format', 'json')).out).toBe(first.out);
  });

  it('is one file a document, which takes the place of nothing else', async () => {
    const files = async (): Promise<number> => {
      // It is written when the turn ends in which it was worked out.
      await turnEnded();
      const folders = (await readdir(at('cache'))).filter((name) => name !== 'pruned');
      const names = await Promise.all(folders.map((name) => readdir(at(`cache/${name}`))));
      return names.flat().length;
    };
    await procs();
    // Two documents, and what was found in both together.
    expect(await files()).toBe(3);
    await writeFile(at('procedures/b.md'), `${b}\nMore.\n`);
    await procs();
    expect(await files()).toBe(4);
    await writeFile(at('procedures/b.md'), b);
    expect((await both()).kept).toContain('shell-syntax');
    expect(await files()).toBe(4);
  });

  it('is read by nobody else', async () => {
    await procs();
    const folder = (await readdir(at('cache'))).find((name) => name !== 'pruned')!;
    const [name] = await readdir(at(`cache/${folder}`));
    expect((await stat(at(`cache/${folder}/${name}`))).mode & 0o077).toBe(0);
  });
});
