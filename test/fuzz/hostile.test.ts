/** A fixed set of hostile input: never a crash, a hang or an execution, always a diagnostic. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headers } from '../../fuzz/mutations/front-matter.ts';
import { monsters } from '../../fuzz/mutations/structure.ts';
import { openPool, type Pool } from '../../fuzz/pool.ts';
import { check, type Diagnostic, load, lookup } from '../../src/index.ts';
import { inFolder } from './folder.ts';

const good = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: A\n\n## Step 1: Go\n\n- [ ] Gone\n';

const checkFolder = async (root: string): Promise<Diagnostic[]> =>
  check(await load({ root, cwd: root }), { fileExists: existsSync });
const told = (found: readonly Diagnostic[]) => found.map(({ file, code }) => `${file} ${code}`);

describe('10,000 of each', () => {
  // A process of its own each time it is stuck, so that no hang of one stops the others.
  let pool: Pool;
  beforeAll(() => {
    pool = openPool(2, 30_000);
  });
  afterAll(() => pool.close());

  it.concurrent.each(Object.entries(monsters))('%s', async (_name, make) => {
    const bytes = Buffer.from(`# PROC-A-001: A\n\n${make(10_000)}\n`);
    expect(await pool.run({ file: 'case.md', bytes })).toBeNull();
  });

  it.concurrent.each(Object.entries(headers))('front matter: %s', async (_name, make) => {
    const bytes = Buffer.from(`---\n${make(10_000)}\n---\n\n# PROC-A-001: A\n`);
    expect(await pool.run({ file: 'case.md', bytes })).toBeNull();
  });
});

describe('files that are none', () => {
  it('of 50 MB are told of and not read', () =>
    inFolder({ 'a.md': good, 'big.md': Buffer.alloc(50_000_000, 'x') }, async (root) => {
      const found = await checkFolder(root);
      expect(told(found)).toEqual(['big.md PROCS021']);
      expect(found[0]!.message).toContain('50000000 bytes');
    }));

  it('folders and links in circles', () =>
    inFolder(
      { 'a.md': good, 'folder.md/b.md': good.replaceAll('A-001', 'B-001') },
      async (root) => {
        symlinkSync(root, path.join(root, 'folder.md', 'up'));
        symlinkSync('self.md', path.join(root, 'self.md'));
        symlinkSync('nowhere.md', path.join(root, 'dangling.md'));
        symlinkSync(path.join(root, 'folder.md'), path.join(root, 'linked.md'));
        const workspace = await load({ root });
        expect(workspace.documents.map((one) => one.path)).toEqual(['a.md', 'folder.md/b.md']);
        expect(told(await checkFolder(root))).toEqual([]);
        // Links are not followed; one that is named is, and what it leads to is told.
        for (const name of ['self.md', 'dangling.md']) {
          const alone = await load({ root: path.join(root, name) }).catch(
            (error: unknown) => error,
          );
          expect(String(alone)).toContain('InputError');
        }
        const alone = await load({ root: path.join(root, 'linked.md') });
        expect(alone.documents.map((one) => one.path)).toEqual(['b.md']);
      },
    ));

  it.runIf(existsSync('/usr/bin/mkfifo'))('named pipes do not make anybody wait', () =>
    inFolder({ 'a.md': good }, async (root) => {
      execFileSync('mkfifo', [path.join(root, 'pipe.md')]);
      symlinkSync('pipe.md', path.join(root, 'to-pipe.md'));
      expect(told(await checkFolder(root)).filter((one) => !one.endsWith('PROCS021'))).toEqual([]);
      const alone = await load({ root: path.join(root, 'pipe.md') });
      expect(alone.unreadable).toEqual([
        { path: 'pipe.md', reason: expect.stringContaining('a pipe, a socket or a device') },
      ]);
    }),
  );

  it('sockets and devices', () =>
    inFolder({ 'a.md': good }, async (root) => {
      const server = net.createServer().listen(path.join(root, 'socket.md'));
      await new Promise((done) => server.once('listening', done));
      try {
        symlinkSync('/dev/zero', path.join(root, 'zero.md'));
        expect(told(await checkFolder(root))).toEqual([]);
        for (const name of ['socket.md', 'zero.md']) {
          const alone = await load({ root: path.join(root, name) });
          expect(alone.unreadable.map((one) => one.path)).toEqual([name]);
        }
      } finally {
        server.close();
      }
    }));
});

describe('files that change', () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `${String(at).padStart(2, '0')}.md`,
      good.replaceAll('A-001', `A-${100 + at}`),
    ]),
  );

  it('that vanish after they were listed are told of', () =>
    inFolder(many, async (root) => {
      const loading = load({ root });
      const vanish = setInterval(() => {
        for (const name of Object.keys(many).slice(1))
          if (existsSync(path.join(root, name))) unlinkSync(path.join(root, name));
      }, 0);
      const workspace = await loading;
      clearInterval(vanish);
      const seen = workspace.documents.length + workspace.unreadable.length;
      // Whether a file was still there when the folder was listed is chance; that none is lost is not.
      expect(seen).toBeGreaterThanOrEqual(1);
      for (const { reason } of workspace.unreadable) expect(reason).toContain('ENOENT');
      await check(workspace, { fileExists: existsSync });
    }));

  it('while they are read are read whole, or told of', () =>
    inFolder(many, async (root) => {
      const writer = setInterval(() => {
        for (const [name, text] of Object.entries(many))
          writeFileSync(path.join(root, name), Math.random() < 0.5 ? text : `${text}\nMore.\n`);
      }, 0);
      try {
        for (let times = 0; times < 10; times += 1) {
          const { documents, unreadable } = await load({ root });
          expect(documents.length + unreadable.length).toBe(40);
        }
      } finally {
        clearInterval(writer);
      }
    }));

  it('folders that vanish', () =>
    inFolder({ 'a.md': good, 'sub/b.md': good.replaceAll('A-001', 'B-001') }, async (root) => {
      const loading = load({ root });
      rmSync(path.join(root, 'sub'), { recursive: true });
      expect((await loading).documents.map((one) => one.path)).toContain('a.md');
    }));
});

describe('names', () => {
  const names = [
    '--help.md',
    '-rf.md',
    'a\nb.md',
    'a\u001b[2J.md',
    'a\u202eb.md',
    ' .md',
    'a%0A::error::b.md',
    '$(touch procs_fuzz_canary).md',
    "';touch procs_fuzz_canary;'.md",
    '[a](javascript:alert(1)).md',
    '<script>.md',
    '*.md',
    '{a,b}.md',
    '!a.md',
    '\\.md',
    `${'é'.repeat(120)}.md`,
    'e\u0301.md',
    '😀.md',
    '__proto__.md',
    'constructor.md',
    'toString.md',
  ];

  it('of any kind are names, in the workspace and in a report', () =>
    inFolder(
      Object.fromEntries(
        names.map((name, at) => [name, good.replaceAll('A-001', `A-${100 + at}`)]),
      ),
      async (root) => {
        const workspace = await load({ root });
        expect(workspace.documents.map((one) => one.path).sort()).toEqual([...names].sort());
        expect(told(await checkFolder(root))).toEqual([]);
        for (const name of names.filter((one) => one === one.trim()))
          expect(lookup(workspace, name).found, name).toBe('one');
        expect(existsSync(path.join(root, 'procs_fuzz_canary'))).toBe(false);
      },
    ));

  it('may be alike but for their normal form', () =>
    inFolder({ 'é.md': good, 'e\u0301.md': good.replaceAll('A-001', 'B-001') }, async (root) => {
      expect((await load({ root })).documents).toHaveLength(2);
    }));

  it('a folder of any depth', () =>
    inFolder({ 'a.md': good }, async (root) => {
      const deep = path.join(root, ...Array.from({ length: 150 }, (_, at) => `d${at}`));
      mkdirSync(deep, { recursive: true });
      writeFileSync(path.join(deep, 'b.md'), good.replaceAll('A-001', 'B-001'));
      expect((await load({ root })).documents).toHaveLength(2);
    }));
});
