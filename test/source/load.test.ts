/** What lies on disk: bytes, folders and configurations as people leave them. */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, load } from '../../src/index.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'procs-source-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = async (name: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), content);
};

const body =
  '---\nid: PROC-A-001\n---\n# PROC-A-001: A\n\n## Steps\n\n### Step 1: Go\n\n```bash\nuptime\n```\n';

describe('bytes', () => {
  it.each([
    ['CRLF', body.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${body}`],
    ['both', `\ufeff${body.replaceAll('\n', '\r\n')}`],
  ])('with %s compile alike, with the same places', async (_name, text) => {
    await put('a.md', text);
    const [document] = (await load({ root })).documents;
    expect(document!.procedure.id).toBe('PROC-A-001');
    expect(document!.frontMatter.keySpan(['id'])).toEqual({
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 3,
    });
    const [action] = document!.procedure.flows[0]!.stages[0]!.steps[0]!.actions;
    expect(action).toMatchObject({
      kind: 'run',
      code: 'uptime',
      codeSpan: { line: 11, column: 1 },
    });
  });

  it.each([
    ['NUL', new Uint8Array([0x23, 0x20, 0x00, 0x41]), 'NUL'],
    ['another encoding', new Uint8Array([0x23, 0x20, 0xe9, 0x0a]), 'UTF-8'],
    ['too many', new Uint8Array(1_000_001).fill(0x61), 'maxBytes'],
  ])('%s: told, and the rest is still compiled', async (_name, bytes, reason) => {
    await put('bad.md', bytes);
    await put('good.md', body);
    const { documents, unreadable } = await load({ root });
    expect(documents.map(({ path: name }) => name)).toEqual(['good.md']);
    expect(unreadable).toEqual([{ path: 'bad.md', reason: expect.stringContaining(reason) }]);
  });

  it('none at all is a document without anything', async () => {
    await put('empty.md', '');
    const [document] = (await load({ root })).documents;
    expect(document!.procedure).toMatchObject({ id: null, name: 'empty', flows: [], sections: [] });
  });
});

describe('folders', () => {
  it('are searched to any depth, hidden ones and node_modules left out, links not followed', async () => {
    await put('deep/er/b.md', body);
    await put('.hidden/c.md', body);
    await put('node_modules/x/d.md', body);
    await symlink(root, path.join(root, 'loop'));
    const { documents } = await load({ root });
    expect(documents.map(({ path: name }) => name)).toEqual(['deep/er/b.md']);
  });

  it('may be named by one file', async () => {
    await put('a.md', body);
    await put('b.md', body);
    const { documents } = await load({ root: path.join(root, 'a.md') });
    expect(documents.map(({ path: name }) => name)).toEqual(['a.md']);
  });

  it('that do not exist are told in one sentence', async () => {
    await expect(load({ root: path.join(root, 'nowhere') })).rejects.toThrow(InputError);
    await expect(load({ root: path.join(root, 'nowhere') })).rejects.toThrow(
      /There is no folder .*nowhere/,
    );
  });

  it('default to procedures/, and to the folder of a configuration above', async () => {
    await put('procedures/a.md', body);
    expect((await load({ cwd: root })).documents.map(({ path: name }) => name)).toEqual(['a.md']);
    await put('procs.config.yaml', 'include: ["procedures/*.md"]\n');
    const fromBelow = await load({ cwd: path.join(root, 'procedures') });
    expect(fromBelow.documents.map(({ path: name }) => name)).toEqual(['procedures/a.md']);
  });

  it.skipIf(process.getuid?.() === 0)('and files that may not be read are told', async () => {
    await put('a.md', body);
    await chmod(path.join(root, 'a.md'), 0);
    expect((await load({ root })).unreadable).toHaveLength(1);
  });
});

describe('configuration', () => {
  it('names the families of IDs', async () => {
    await put('procs.config.json', '{ "families": ["RUNBOOK"] }');
    await put(
      'a.md',
      '---\nid: RUNBOOK-ETL-RETRY\n---\n# A\n\nSee RUNBOOK-ETL-STOP and PROC-A-001.\n',
    );
    const { documents } = await load({ root });
    expect(documents[0]!.procedure.references.map(({ target }) => target)).toEqual([
      'RUNBOOK-ETL-STOP',
    ]);
  });

  it.each([
    ['an unknown key', 'procs.config.json', '{ "familes": [] }', /familes/],
    ['a wrong type', 'procs.config.yaml', 'include: 3\n', /include/],
    ['no YAML', 'procs.config.yaml', 'include: [\n', /procs\.config\.yaml cannot be read/],
    ['aliases that explode', 'procs.config.yaml', 'a: &a [1]\nb: [*a,*a]\n', /procs\.config\.yaml/],
  ])('with %s stops with what is wrong', async (_name, file, text, message) => {
    await put(file, text);
    const failure = await load({ root }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as Error).message).toMatch(message);
  });
});
