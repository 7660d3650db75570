import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerCheck } from '../../src/cli/commands/check.ts';
import { registerExplain } from '../../src/cli/commands/explain.ts';
import type { Io } from '../../src/cli/io.ts';
import { InputError } from '../../src/index.ts';

const good = (id: string, body = '') => `---\nid: ${id}\n---\n\n# ${id}: Good\n\n${body}`;
let root = '';

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'procs-command-'));
  await mkdir(path.join(root, 'procedures/sub'), { recursive: true });
  await mkdir(path.join(root, 'elsewhere'));
  await writeFile(path.join(root, 'procedures/a.md'), good('PROC-A-001', 'See PROC-B-002.\n'));
  await writeFile(path.join(root, 'procedures/sub/b.md'), good('PROC-B-002', 'See PROC-NO-009.\n'));
  await writeFile(path.join(root, 'elsewhere/c.md'), good('PROC-C-003', 'See PROC-D-004.\n'));
  await writeFile(path.join(root, 'elsewhere/d.md'), good('PROC-D-004'));
});
afterEach(() => rm(root, { recursive: true }));

async function procs(...args: string[]): Promise<{ status: number | null; out: string }> {
  const stdout = new PassThrough();
  let out = '';
  let status: number | null = null;
  stdout.on('data', (chunk) => {
    out += chunk;
  });
  const io = {
    stdin: process.stdin,
    stdout,
    stderr: new PassThrough(),
    env: {},
    cwd: root,
    exit: (code: number) => {
      status = code;
    },
  } as unknown as Io;
  const program = new Command('procs').exitOverride().configureOutput({ writeErr: () => {} });
  registerCheck(program, io);
  registerExplain(program, io);
  await program.parseAsync(args, { from: 'user' });
  return { status, out };
}

describe('procs check', () => {
  it('reports on the workspace and exits 1 for an error', async () => {
    const { status, out } = await procs('check');
    expect(status).toBe(1);
    expect(out).toContain('procedures/sub/b.md:7:5');
    expect(out).toContain('2 documents checked: 1 error.');
    expect(out).not.toContain('\u001b');
  });

  it('reports on the named documents only, and knows the others', async () => {
    const { status, out } = await procs('check', 'procedures/a.md');
    expect([status, out.trim()]).toEqual([0, '1 document checked: nothing found.']);
    expect((await procs('check', 'procedures/sub')).status).toBe(1);
  });

  it('knows the neighbours of a document outside the usual workspace', async () => {
    expect((await procs('check', 'elsewhere/c.md')).status).toBe(0);
    expect((await procs('check', '--root', 'elsewhere')).out).toContain('2 documents');
  });

  it('exits 0 where there are warnings only', async () => {
    await writeFile(
      path.join(root, 'elsewhere/c.md'),
      good('PROC-C-003', '## Stage 1: A\n\n- [ ] A\n\n## Stage 3: B\n\n- [ ] B\n'),
    );
    const { status, out } = await procs('check', 'elsewhere');
    expect(status).toBe(0);
    expect(out).toContain('warning[PROCS013]');
  });

  it('prints each format', async () => {
    const json = JSON.parse((await procs('check', '--format', 'json')).out);
    expect(json.summary).toEqual({ files: 2, errors: 1, warnings: 0, infos: 0 });
    expect(json.diagnostics[0].file).toBe('sub/b.md');
    expect((await procs('check', '--format', 'github')).out).toContain(
      '::error file=procedures/sub/b.md,line=7,',
    );
    expect(JSON.parse((await procs('check', '--format', 'sarif')).out).version).toBe('2.1.0');
    await expect(procs('check', '--format', 'yaml')).rejects.toThrow(/pretty, json, github, sarif/);
  });

  it('reports a file that cannot be read, and checks the rest', async () => {
    await writeFile(path.join(root, 'procedures/bad.md'), Buffer.from([0x23, 0xff, 0xfe, 0x0a]));
    const { status, out } = await procs('check');
    expect(status).toBe(1);
    expect(out).toContain('error[PROCS021]');
    expect(out).toContain('procedures/bad.md:1:1');
    expect(out).toContain('PROC-NO-009');
    expect(out).toContain('3 documents checked: 2 errors.');
  });

  it.each([
    [['check', 'nowhere.md'], /no file or folder/],
    [['check', '--root', 'nowhere'], /no folder/],
    [['check', '--root', 'procedures', 'elsewhere/c.md'], /outside the workspace/],
  ])('could not run: %j', async (args, message) => {
    await expect(procs(...args)).rejects.toThrow(message);
    await expect(procs(...args)).rejects.toBeInstanceOf(InputError);
  });

  it('claims nothing where there was nothing to check', async () => {
    await mkdir(path.join(root, 'empty'));
    await expect(procs('check', 'empty')).rejects.toThrow(/no Markdown document/);
  });
});

describe('procs explain', () => {
  it('takes a name or a code, and shows both examples', async () => {
    const { out } = await procs('explain', 'Unresolved-Reference');
    expect(out).toBe((await procs('explain', 'procs009')).out);
    expect(out).toContain('Someone who is sent to');
    expect(out).toContain('PROCED-B-002');
    expect(out).toContain('Mended:');
  });

  it('lists the rules, and suggests one for a name that is none', async () => {
    expect((await procs('explain')).out.split('\n').length).toBeGreaterThan(20);
    await expect(procs('explain', 'misssing-id')).rejects.toThrow('Did you mean missing-id?');
    await expect(procs('explain', 'x')).rejects.toThrow(/no rule/);
  });
});
