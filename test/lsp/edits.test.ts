/** What the editor is told to change: renames and quick fixes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { applied, Editor, editsOf, type Folder, folderOf, placeOf } from './client.ts';
import { backup, portal, release, restore } from './documents.ts';

let folder: Folder;
let editor: Editor;
let uri: string;

beforeEach(async () => {
  folder = folderOf(portal);
  editor = new Editor();
  await editor.start([folder], { workspace: { workspaceEdit: { documentChanges: true } } });
  uri = folder.uriOf('release.md');
  await editor.open(uri, release);
});
afterEach(() => {
  editor.kill();
  folder.remove();
});

describe('rename', () => {
  const rename = (newName: string, piece = 'PROC-REL-001\n'): Promise<WorkspaceEdit> =>
    editor.ask('rename', uri, placeOf(release, piece), { newName });

  it('changes the ID everywhere, and nothing that only looks like it', async () => {
    const edit = await rename('PROCED-WEB-100');
    expect(applied(release, editsOf(edit, uri))).toBe(
      release.replaceAll('PROC-REL-001', 'PROCED-WEB-100'),
    );
    const other = applied(restore, editsOf(edit, folder.uriOf('restore.md')));
    expect(other).toContain('[el despliegue](release.md) de PROCED-WEB-100; su Paso 1.2 de PROCED');
    expect(other).toContain('# deshace PROCED-WEB-100');
    // A command means a folder, which keeps its name.
    expect(other).toContain('cd PROC-REL-001/ && make');
    const third = applied(backup, editsOf(edit, folder.uriOf('copias/copia.md')));
    expect(third).toContain('La pide PROCED-WEB-100, y no PROC-REL-0011 ni XPROC-REL-001;');
    expect(third).toContain('`PROC-REL-001.md`');
    expect(third).toContain('id: PROCED-REL-001');
    // The heading has another anchor now.
    expect(third).toContain('(../release.md#proced-web-100-despliegue-del-portal)');
  });

  it('starts from any use, and names what it will change', async () => {
    const place = placeOf(release, 'PROC-REL-002 o');
    const { placeholder } = await editor.ask<{ placeholder: string }>('prepareRename', uri, place);
    expect(placeholder).toBe('PROC-REL-002');
    const edit = await rename('PROC-REL-020', 'PROC-REL-002 o');
    expect(applied(restore, editsOf(edit, folder.uriOf('restore.md')))).toMatch(
      /^---\nid: PROC-REL-020\n/,
    );
    expect(applied(release, editsOf(edit, uri))).toContain('[PROC-REL-020, "PROCED-REL-001"]');
  });

  it('takes what lies on disk now, also when nobody told of the change', async () => {
    folder.write('restore.md', `${restore.replace('# PROC', '\n\n# PROC')}`);
    const edit = await rename('PROC-REL-009');
    const now = restore.replace('# PROC', '\n\n# PROC');
    expect(applied(now, editsOf(edit, folder.uriOf('restore.md')))).toContain(
      'de PROC-REL-009; su Paso 1.2 de PROC-REL-009',
    );
  });

  it('takes the unsaved text of open documents', async () => {
    const other = folder.uriOf('restore.md');
    await editor.open(other, `${restore}\nY PROC-REL-001 otra vez.\n`);
    const edit = await rename('PROC-REL-009');
    expect(applied(`${restore}\nY PROC-REL-001 otra vez.\n`, editsOf(edit, other))).toContain(
      'Y PROC-REL-009 otra vez.',
    );
    const change = edit.documentChanges?.find(
      (one) => 'textDocument' in one && one.textDocument.uri === other,
    );
    expect(change).toMatchObject({ textDocument: { version: 1 } });
  });

  it.each([
    ['proc-rel-9', 'is no ID'],
    ['RUN-REL-001', 'is no ID'],
    ['PROC', 'is no ID'],
    ['', 'is no ID'],
    ['PROC-REL-002', 'already the ID of restore.md'],
  ])('refuses %j', async (newName, reason) => {
    await expect(rename(newName)).rejects.toThrow(reason);
  });

  it('refuses what is no ID, what nobody defines and what two documents define', async () => {
    const prepare = (piece: string, text = release): Promise<unknown> =>
      editor.ask('prepareRename', uri, placeOf(text, piece));
    await expect(prepare('Si falla')).rejects.toThrow('Only the ID');
    const text = `${release}\nPROC-NONE-001\n`;
    await editor.change(uri, text);
    await expect(prepare('PROC-NONE-001', text)).rejects.toThrow('No document defines');
    await editor.open(folder.uriOf('restore.md'), restore.replaceAll('REL-002', 'REL-001'));
    await expect(prepare('PROC-REL-001')).rejects.toThrow('defined by 2 documents');
  });
});

describe('quick fixes', () => {
  const actions = async (text: string, piece: string): Promise<CodeAction[]> => {
    await editor.change(uri, text);
    const start = placeOf(text, piece);
    return await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
  };
  const taken = (text: string, action: CodeAction | undefined): string =>
    applied(text, editsOf(action?.edit ?? null, uri));

  it('apply the mend that a finding carries', async () => {
    const text = release.replace('id: PROC-REL-001', 'id: proc_rel_001');
    const found = await actions(text, 'proc_rel_001');
    expect(found[0]).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(taken(text, found[0])).toBe(release);
  });

  it.each([
    ['an ID', 'siga PROC-REL-002', 'siga PROCED-REL-002', 'PROC-REL-002'],
    ['a state', 'estado: activo', 'estado: obsoletto', 'obsoleto'],
    ['a file', '(copias/copia.md#proced-rel-001-copia-diaria)', '(copia.md)', 'copias/copia.md'],
    [
      'an anchor',
      '#proced-rel-001-copia-diaria',
      '#proced-rel-001-copia-diara',
      '#proced-rel-001-copia-diaria',
    ],
    ['an attribute', 'timeout=30s', 'timeuot=30s', 'timeout'],
  ])('put in what was meant: %s', async (_, right, wrong, meant) => {
    const text = release.replace(right, wrong);
    const found = await actions(text, wrong);
    const action = found.find((one) => one.isPreferred && one.title.includes(meant));
    expect(action).toBeDefined();
    const mended = wrong === 'estado: obsoletto' ? right.replace('activo', 'obsoleto') : right;
    expect(taken(text, action)).toContain(mended.replace(/\(copias.*/, '(copias/copia.md)'));
    expect(taken(text, action).split('\n')).toHaveLength(release.split('\n').length);
  });

  it('turn a rule off for a line, with a reason to be written', async () => {
    const text = release.replace('siga PROC-REL-002', 'siga PROC-QQQ-404').replaceAll('\n', '\r\n');
    const found = await actions(text, 'PROC-QQQ-404');
    const action = found.find(({ title }) => title.startsWith('Disable unresolved-reference'));
    expect(taken(text, action)).toContain(
      '\r\n<!-- procs-disable-next-line unresolved-reference: reason -->\r\nSi falla, siga PROC-QQQ',
    );
  });

  it('put that comment above a block, never into it', async () => {
    const text = release.replace('git describe --tags', 'if true; then');
    const found = await actions(text, 'if true');
    const action = found.find(({ title }) => title.startsWith('Disable shell-syntax'));
    expect(taken(text, action)).toContain('shell-syntax: reason -->\n```bash\n# ver PROC');
  });

  it.each([
    ['a line', 'unresolved-reference', release.replace('siga PROC-REL-002', 'siga PROC-QQQ-404')],
    ['a block', 'shell-syntax', release.replace('git describe --tags', 'if true; then')],
    ['front matter', 'unknown-status', release.replace('estado: activo', 'estado: obsoletto')],
  ])('turn it off as procs understands it: %s', async (_, rule, text) => {
    await editor.change(uri, text);
    const found = await editor.findings(uri, (rules) => rules.includes(rule));
    const start = found.find(({ data }) => (data as { rule: string }).rule === rule)!.range.start;
    const all = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    const action = all.find(({ title }) => title.startsWith(`Disable ${rule}`));
    const version = await editor.change(uri, taken(text, action));
    const left = await editor.findings(uri, (_, params) => params.version === version);
    expect(left.map(({ message }) => message)).toEqual([]);
  });

  it('mend the whole document when that is asked for', async () => {
    const text = release
      .replace('id: PROC-REL-001', 'id: proc_rel_001')
      .replace('(copias/copia.md#proced-rel-001-copia-diaria)', '(copia.md)');
    await editor.change(uri, text);
    const found = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(found.map(({ kind }) => kind)).toEqual(['source.fixAll']);
    expect(taken(text, found[0])).toBe(
      release.replace('copias/copia.md#proced-rel-001-copia-diaria', 'copias/copia.md'),
    );
  });

  it('are none where nothing is wrong', async () => {
    expect(await actions(release, 'Si falla')).toEqual([]);
  });
});
