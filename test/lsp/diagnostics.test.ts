/** What is wrong, while it is typed. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { bin, Editor, type Folder, folderOf, placeOf, rule } from './client.ts';
import { portal, release, restore } from './documents.ts';

let folder: Folder;
let editor: Editor;

beforeEach(() => {
  folder = folderOf(portal);
  editor = new Editor();
});
afterEach(() => {
  editor.kill();
  folder.remove();
});

const file = 'release.md';
const has = (id: string) => (rules: readonly string[]) => rules.includes(id);
const hasNot = (id: string) => (rules: readonly string[]) => !rules.includes(id);

describe('diagnostics', () => {
  it('speak of the text that is typed, not of the one on disk', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    await editor.open(uri, release);
    await editor.findings(uri, (rules) => rules.every((one) => one === 'step-without-criterion'));
    const place = placeOf(release, 'PROC-REL-002 o vuelva');
    const start = { line: place.line, character: place.character + 10 };
    await editor.change(uri, [
      { range: { start, end: { line: start.line, character: start.character + 1 } }, newText: '9' },
    ]);
    const found = await editor.findings(uri, has('unresolved-reference'));
    const one = found.find((each) => rule(each) === 'unresolved-reference')!;
    expect(one).toMatchObject({ severity: 1, code: 'PROCS009', source: 'procs' });
    expect(one.message).toContain('No document defines PROC-REL-009.');
    expect(one.range).toEqual({
      start: { line: start.line, character: start.character - 11 },
      end: { line: start.line, character: start.character + 1 },
    });
  });

  it('carry the version of the text that they speak of', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    await editor.open(uri, release);
    for (const letter of ['a', 'ab', 'abc']) await editor.change(uri, `${release}\n${letter}\n`);
    await editor.findings(uri, (_, { version }) => version === 4);
    const versions = editor.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it('reach the other open documents that refer to what is typed', async () => {
    await editor.start([folder]);
    const [one, other] = [folder.uriOf(file), folder.uriOf('restore.md')];
    await editor.open(one, release);
    await editor.open(other, restore);
    await editor.findings(one, hasNot('unresolved-reference'));
    await editor.change(other, restore.replace('id: PROC-REL-002', 'id: PROC-REL-003'));
    await editor.findings(one, has('unresolved-reference'));
    await editor.change(other, restore);
    await editor.findings(one, hasNot('unresolved-reference'));
  });

  it('do not shake the other documents while front matter is half typed', async () => {
    await editor.start([folder]);
    const [one, other] = [folder.uriOf(file), folder.uriOf('restore.md')];
    await editor.open(one, release);
    await editor.open(other, restore);
    await editor.findings(one);
    await editor.findings(other);
    await editor.change(other, restore.replace('estado: activo', 'estado: [activo'));
    await editor.findings(other, has('front-matter-yaml'));
    await editor.change(one, `${release}\nOtra línea.\n`);
    const found = await editor.findings(one, (_, { version }) => version === 2);
    expect(found.map(rule)).not.toContain('unresolved-reference');
  });

  it('are taken back on close, and the text on disk counts again', async () => {
    await editor.start([folder]);
    const [one, other] = [folder.uriOf(file), folder.uriOf('restore.md')];
    await editor.open(one, release);
    await editor.open(other, restore.replace('id: PROC-REL-002', 'id: PROC-REL-003'));
    await editor.findings(one, has('unresolved-reference'));
    await editor.close(other);
    await editor.findings(one, hasNot('unresolved-reference'));
    expect(editor.published.findLast(({ uri }) => uri === other)?.diagnostics).toEqual([]);
  });

  it('follow what changes on disk', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    await editor.open(uri, release.replace('siga PROC-REL-002', 'siga PROC-REL-007'));
    await editor.findings(uri, has('unresolved-reference'));
    folder.write('new.md', restore.replaceAll('PROC-REL-002', 'PROC-REL-007'));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: folder.uriOf('new.md'), type: FileChangeType.Created }],
    });
    await editor.findings(uri, hasNot('unresolved-reference'));
  });

  it('follow the configuration, and say when it cannot be used', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    await editor.open(uri, release.replace('siga PROC-REL-002', 'siga RUN-REL-002'));
    await editor.findings(uri, hasNot('unresolved-reference'));
    const saved = { changes: [{ uri: folder.uriOf('procs.config.yaml'), type: 1 }] };
    folder.write('procs.config.yaml', 'families: [PROC, PROCED, RUN]\n');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', saved);
    await editor.findings(uri, has('unresolved-reference'));
    folder.write('procs.config.yaml', 'familes: [PROC]\n');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', saved);
    await editor.until(() => editor.messages.some((one) => one.includes('procs.config.yaml')));
  });

  it('leave out what the baseline knows', async () => {
    const wrong = release.replace('siga PROC-REL-002', 'siga PROC-QQQ-404');
    folder.write('release.md', wrong);
    folder.write('procs.config.yaml', 'baseline: known.json\n');
    const args = ['check', '--update-baseline', '--baseline', 'known.json', '--no-cache'];
    spawnSync(process.execPath, [bin, ...args], { cwd: folder.path });
    expect(existsSync(path.join(folder.path, 'known.json'))).toBe(true);
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    await editor.open(uri, wrong);
    expect((await editor.findings(uri)).map(rule)).not.toContain('unresolved-reference');
    await editor.change(uri, `${wrong}\nVer PROC-QQQ-405.\n`);
    const found = await editor.findings(uri, has('unresolved-reference'));
    expect(found.filter((one) => rule(one) === 'unresolved-reference')).toHaveLength(1);
  });

  it('tell of a broken diagram when it has been judged', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    const text = `${release}\n\`\`\`mermaid\nflowchart TD\n  A --> [B\n\`\`\`\n`;
    await editor.open(uri, text);
    await editor.findings(uri, has('mermaid-syntax'));
    await editor.change(uri, text.replace('[B', 'B'));
    await editor.findings(uri, hasNot('mermaid-syntax'));
  });

  it('execute nothing', async () => {
    const canary = path.join(folder.path, 'canary');
    const block = `\n### Paso 1.3: Nada\n\n\`\`\`bash\ntouch '${canary}'\n\`\`\`\n\n\`\`\`bash check\ntouch '${canary}'\n\`\`\`\n`;
    const head = `---js\nrequire('fs').writeFileSync(${JSON.stringify(canary)}, '')\n---\n`;
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    await editor.open(uri, release + block);
    await editor.findings(uri);
    await editor.change(uri, head + release);
    await editor.findings(uri, (_, { version }) => version === 2);
    expect(existsSync(canary)).toBe(false);
  });

  it('count in UTF-16 units, with any ends of lines', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf(file);
    const text = `${release}\n🚀🚀 ver PROC-REL-404.\n`.replaceAll('\n', '\r\n');
    await editor.open(uri, text);
    const found = await editor.findings(uri, has('unresolved-reference'));
    const { range } = found.find((one) => rule(one) === 'unresolved-reference')!;
    expect(range.start.character).toBe('🚀🚀 ver '.length);
    expect(range.end.character).toBe('🚀🚀 ver PROC-REL-404'.length);
  });

  it('point at related places', async () => {
    const capabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } } };
    await editor.start([folder], capabilities);
    const uri = folder.uriOf(file);
    await editor.open(uri, release.replace('siga PROC-REL-002', 'siga PROCED-REL-002'));
    const found = await editor.findings(uri, has('unresolved-reference'));
    const one = found.find((each) => rule(each) === 'unresolved-reference')!;
    expect(one.relatedInformation?.[0]?.location.uri).toBe(folder.uriOf('restore.md'));
  });
});

describe('a document that is not one of the workspace', () => {
  it('is left alone where the configuration leaves it out, and can be asked about', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf('README.md');
    const text = '# Portal\n\nVer PROC-REL-002 y PROC-REL-404.\n';
    writeFileSync(path.join(folder.path, 'README.md'), text);
    await editor.open(uri, text);
    const place = placeOf(text, 'PROC-REL-002');
    const hover = await editor.ask<{ contents: { value: string } }>('hover', uri, place);
    expect(hover.contents.value).toContain('Reversión del portal');
    expect(await editor.findings(uri)).toEqual([]);
  });

  it('may be a draft without a file', async () => {
    await editor.start([folder]);
    const uri = 'untitled:Untitled-1';
    await editor.open(uri, '---\nid: PROC-NEW-001\n---\n\n# PROC-NEW-001: Nuevo\n\nPROC-REL-404\n');
    await editor.findings(uri, has('unresolved-reference'));
  });

  it('may lie outside every folder, where its neighbours are not known', async () => {
    const away = folderOf({}, 'procs-away-');
    const uri = away.uriOf('a b.md');
    const text =
      '---\nid: PROC-NEW-001\nestado: obsolteo\n---\n\n# PROC-NEW-001: Nuevo\n\nPROC-X-404\n';
    away.write('a b.md', text);
    await editor.start([folder]);
    await editor.open(uri, text);
    const found = await editor.findings(uri);
    expect(found.map(rule)).toEqual(['unknown-status']);
    away.remove();
  });

  it('has code above it that is not run: only the folders that were opened are trusted', async () => {
    const away = folderOf({}, 'procs-away-');
    const canary = path.join(away.path, 'canary');
    const text = '---\nid: PROC-NEW-001\nestado: obsoletto\n---\n\n# PROC-NEW-001: Nuevo\n';
    away.write('docs/a.md', text);
    away.write(
      'procs.config.mjs',
      `import fs from 'node:fs';\nfs.writeFileSync(${JSON.stringify(canary)}, '');\nexport default {};\n`,
    );
    await editor.start([folder]);
    await editor.open(away.uriOf('docs/a.md'), text);
    await editor.findings(away.uriOf('docs/a.md'), has('unknown-status'));
    expect(existsSync(canary)).toBe(false);
    away.remove();
  });

  it('belongs to the workspace of a configuration above it', async () => {
    const away = folderOf({ 'docs/restore.md': restore }, 'procs-away-');
    away.write('procs.config.yaml', 'families: [PROC, RUN]\n');
    const text = '---\nid: RUN-A-001\n---\n\n# RUN-A-001: Uno\n\nPROC-REL-002, PROC-REL-404\n';
    away.write('docs/a.md', text);
    await editor.start([folder]);
    await editor.open(away.uriOf('docs/a.md'), text);
    const found = await editor.findings(away.uriOf('docs/a.md'), has('unresolved-reference'));
    expect(found.map(({ message }) => message).join()).toMatch(/PROC-REL-404/);
    expect(found.map(({ message }) => message).join()).not.toMatch(/PROC-REL-002\b/);
    away.remove();
  });

  it('may have a Windows path or an address that means nothing here', async () => {
    await editor.start([folder]);
    const text = '---\nid: PROC-NEW-001\nestado: obsolteo\n---\n\n# PROC-NEW-001: Nuevo\n';
    for (const uri of [
      'file:///c%3A/Users/Jos%C3%A9/mis%20docs/uno.md',
      'file://server/share/dos.md',
      'file:///tmp/a%2Fb.md',
      'file:///%zz.md',
      'vscode-vfs://github/o/r/tres.md',
    ]) {
      await editor.open(uri, text);
      expect((await editor.findings(uri)).map(rule)).toEqual(['unknown-status']);
    }
  });

  it('is just Markdown in a folder that holds no procedures', async () => {
    const notes = folderOf({ 'notes.md': '# Notes\n\nBuy milk.\n' }, 'procs-notes-');
    await editor.start([notes]);
    const uri = notes.uriOf('notes.md');
    await editor.open(uri, '# Notes\n\nBuy milk.\n');
    expect(await editor.findings(uri)).toEqual([]);
    await editor.change(uri, '---\nid: PROC-A-001\nestado: obsolteo\n---\n\n# PROC-A-001: Milk\n');
    await editor.findings(uri, has('unknown-status'));
    notes.remove();
  });
});
