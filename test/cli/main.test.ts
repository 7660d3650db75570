/** The command line as a whole: what it says, and how it ends. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Procedure, version } from '../../src/index.ts';

const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-cli-'));
  writeFileSync(
    path.join(folder, 'one.md'),
    '---\nid: PROC-A-001\ntitle: "One \\e[2Jtwo\\u202e"\n---\n# PROC-A-001\n\n## Steps\n\n### Step 1: Go\n\n```bash\necho hello\n```\n\nExpected: stdout contains "hello"\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function procs(args: readonly string[], node = process.execPath) {
  const result = spawnSync(node, [bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status: result.status, out: result.stdout, err: result.stderr };
}

describe('procs', () => {
  it('says its version and what it can do', () => {
    expect(procs(['--version'])).toMatchObject({ status: 0, out: `${version}\n` });
    const { status, out } = procs(['--help']);
    expect(status).toBe(0);
    for (const name of [
      'list',
      'show',
      'check',
      'diff',
      'explain',
      'plan',
      'run',
      'runs',
      'site',
      'lsp',
    ])
      expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const name of [
      'list',
      'show',
      'check',
      'diff',
      'explain',
      'plan',
      'run',
      'runs',
      'site',
      'lsp',
    ])
      expect(procs([name, '--help']).status).toBe(0);
  });

  it.each([
    [['shwo'], 'Did you mean show?'],
    [['show'], "missing required argument 'id'"],
    [['show', 'PROC-A-01'], 'Did you mean PROC-A-001?'],
    [['show', 'nothing-like-it'], '"procs list" shows those that there are'],
    [['list', '--root', '/nowhere/at/all'], 'There is no folder /nowhere/at/all'],
    [['list', '--frobnicate'], "unknown option '--frobnicate'"],
    [['run'], 'Say which procedure to run'],
    [['run', 'PROC-A-001', '--set', 'X'], 'write --set NAME=value'],
    [['runs', 'show', 'none'], 'There is no run none'],
  ])('%j ends with 2, in words and without a stack trace', (args, message) => {
    const { status, out, err } = procs(args as string[]);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('ends quietly when nobody reads on', () => {
    const { status } = spawnSync(
      'bash',
      [
        '-c',
        `"${process.execPath}" "${bin}" show PROC-A-001 | head -n 1 >/dev/null; exit "\${PIPESTATUS[0]}"`,
      ],
      { cwd: folder },
    );
    expect(status).toBe(0);
  });

  it.skipIf(!isOld('/usr/bin/node'))('says in one line that Node is too old', () => {
    const { status, out, err } = procs(['list'], '/usr/bin/node');
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('procs needs Node.js 22.12 or newer');
  });
});

describe('list and show', () => {
  it('show what a document says without letting it speak to the terminal', () => {
    for (const args of [['list'], ['show', 'PROC-A-001'], ['plan', 'PROC-A-001']]) {
      const { status, out } = procs(args);
      expect(status).toBe(0);
      expect(out).toContain('two');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
      expect(out).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it('print JSON that its schema describes', () => {
    expect(JSON.parse(procs(['list', '--json']).out)).toMatchObject([
      { id: 'PROC-A-001', path: 'one.md' },
    ]);
    const procedure: unknown = JSON.parse(procs(['show', 'PROC-A-001', '--json']).out);
    expect(Procedure.parse(procedure).flows[0]!.stages[0]!.steps[0]!.ref).toBe('1.1');
  });

  it('show the outline with the line of each thing', () => {
    const { out } = procs(['show', 'PROC-A-001']);
    expect(out).toContain('1.1  Go  :9');
    expect(out).toContain('run :11  echo hello');
    expect(out).toContain('[declared: stdout contains "hello"]');
  });
});

function isOld(node: string): boolean {
  if (!existsSync(node)) return false;
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout)?.[1]) < 22;
}
