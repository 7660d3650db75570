/** Going to what a name stands for, and finding who uses it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSymbol, FoldingRange, Hover, Location } from 'vscode-languageserver/node';
import { Editor, type Folder, folderOf, placeOf } from './client.ts';
import { backup, portal, release, restore } from './documents.ts';

let folder: Folder;
let editor: Editor;
let uri: string;

beforeAll(async () => {
  folder = folderOf(portal);
  editor = new Editor();
  await editor.start([folder], { textDocument: { hover: { contentFormat: ['markdown'] } } });
  uri = folder.uriOf('release.md');
  await editor.open(uri, release);
  await editor.open(folder.uriOf('restore.md'), restore);
});
afterAll(() => {
  editor.kill();
  folder.remove();
});

function at(place: Location): string {
  const { start } = place.range;
  return `${decodeURI(place.uri).split('/').at(-1)}:${start.line + 1}:${start.character + 1}`;
}

async function definition(piece: string, from = uri, text = release): Promise<string[]> {
  return (await editor.ask<Location[]>('definition', from, placeOf(text, piece))).map(at);
}

describe('go to definition', () => {
  it.each([
    ['front matter', 'PROC-REL-002, "'],
    ['a quoted item', 'PROCED-REL-001"]'],
    ['prose', 'PROC-REL-002 o vuelva'],
    ['a table', 'PROC-REL-002 |'],
    ['a comment of code', 'PROC-REL-002 y Paso'],
  ])('of an ID in %s', async (_, piece) => {
    const where = piece.startsWith('PROCED') ? 'copia.md:2:5' : 'restore.md:2:5';
    expect(await definition(piece)).toEqual([where]);
  });

  it('of a step by its number', async () => {
    const line = release.split('\n').findIndex((one) => one.startsWith('### Paso 1.1')) + 1;
    expect(await definition('Paso 1.1.\n')).toEqual([`release.md:${line}:1`]);
  });

  it('of a step of another document', async () => {
    const line = release.split('\n').findIndex((one) => one.startsWith('### Paso 1.2')) + 1;
    const found = await definition('Paso 1.2 de', folder.uriOf('restore.md'), restore);
    expect(found).toEqual([`release.md:${line}:1`]);
  });

  it('of a link and of its anchor', async () => {
    const other = folder.uriOf('restore.md');
    const line = release.split('\n').findIndex((one) => one.startsWith('## ETAPA 1')) + 1;
    expect(await definition('release.md)', other, restore)).toEqual(['release.md:1:1']);
    expect(await definition('release.md#etapa', other, restore)).toEqual([`release.md:${line}:1`]);
  });

  it('of nothing, where nothing is named', async () => {
    expect(await definition('Si falla')).toEqual([]);
  });
});

describe('find references', () => {
  const references = async (piece: string, includeDeclaration = true): Promise<string[]> => {
    const context = { includeDeclaration };
    const place = placeOf(release, piece);
    return (await editor.ask<Location[]>('references', uri, place, { context })).map(at);
  };

  it('of an ID: everywhere but in commands, and not of longer IDs', async () => {
    const found = await references('PROC-REL-001\n');
    expect(found).toEqual([
      'release.md:2:5',
      'copia.md:9:9',
      // A file is named after it; a rename leaves that alone.
      'copia.md:9:75',
      'release.md:10:3',
      'restore.md:9:40',
      'restore.md:9:69',
      'restore.md:17:11',
    ]);
    expect(backup.split('\n')[8]).toMatch(/^La pide PROC-REL-001/);
    expect(await references('PROC-REL-001\n', false)).not.toContain('release.md:2:5');
  });

  it('of a step, from its heading', async () => {
    const found = await references('### Paso 1.2');
    expect(found).toEqual([
      'release.md:30:1',
      'release.md:12:41',
      'release.md:24:22',
      'restore.md:9:57',
    ]);
  });

  it('of a heading that links point at', async () => {
    expect(await references('## ETAPA 1', false)).toEqual(['restore.md:10:7']);
  });
});

describe('hover', () => {
  const hover = (piece: string): Promise<Hover | null> =>
    editor.ask('hover', uri, placeOf(release, piece));
  const value = async (piece: string): Promise<string> =>
    ((await hover(piece))!.contents as { value: string }).value;

  it('says what a procedure is, and outlines it', async () => {
    const text = await value('PROC-REL-002 o vuelva');
    expect(text).toContain('Reversión del portal');
    expect(text).toContain('activo');
    expect(text).toContain('Vuelta atrás');
    expect(text).toMatch(/1\\\.1 Restaurar/);
  });

  it('says what a step does, and what decides it', async () => {
    const text = await value('Paso 1.1.\n');
    expect(text).toContain('Comprobar la versión');
    expect(text).toContain('exit status 0');
  });

  it('says how a block is judged', async () => {
    const text = await value('make publish');
    expect(text).toContain('asks before it runs');
    expect(text).toContain('stopped after 30 s');
    expect(text).toContain('attested by the operator');
  });

  it('says what a key and an attribute are for', async () => {
    expect(await value('responsable:')).toContain('answers for it');
    expect(await value('timeout=30s')).toContain('stop the block after');
  });

  it('shows markup of documents as text', async () => {
    const name = 'evil.md';
    const text =
      '---\nid: PROC-EVIL-001\ntitulo: "<img src=x onerror=alert(1)> [a](command:b)"\n---\n\n# PROC-EVIL-001\n\nYo soy PROC-EVIL-001.\n';
    await editor.open(folder.uriOf(name), text);
    const place = placeOf(text, 'PROC-EVIL-001.');
    const found = await editor.ask<Hover>('hover', folder.uriOf(name), place);
    expect((found.contents as { value: string }).value).not.toMatch(/<img|\]\(command/);
    await editor.close(folder.uriOf(name));
  });
});

describe('symbols', () => {
  const outline = (of = uri): Promise<DocumentSymbol[]> =>
    editor.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: of } });
  const names = (symbols: readonly DocumentSymbol[]): string[] =>
    symbols.flatMap(({ name, children }) => [name, ...names(children ?? [])]);

  it('outline a document: its stages, steps and blocks, one in the other', async () => {
    const found = await outline();
    expect(found).toHaveLength(1);
    const stage = found[0]!.children!.find(({ name }) => name.startsWith('ETAPA 1'))!;
    expect(stage.detail).toBe('main · stage 1 · 10 min');
    expect(stage.children!.map(({ name }) => name)).toEqual([
      'Paso 1.1: Comprobar la versión',
      'Paso 1.2: Publicar',
    ]);
    expect(names(stage.children!).some((name) => name.includes('make publish'))).toBe(true);
    const all = (symbols: readonly DocumentSymbol[]): void => {
      for (const { range, selectionRange, children } of symbols) {
        expect(selectionRange.start.line).toBeGreaterThanOrEqual(range.start.line);
        expect(selectionRange.end.line).toBeLessThanOrEqual(range.end.line);
        all(children ?? []);
      }
    };
    all(found);
  });

  it('keep the last outline while a fence is open', async () => {
    const other = folder.uriOf('restore.md');
    const before = names(await outline(other));
    expect(before.join()).toContain('Restaurar');
    await editor.change(other, restore.replace('# PROC-REL-002: R', '```bash\n# PROC-REL-002: R'));
    await editor.change(other, restore.replace('\n```\n', '\n\n'));
    expect(names(await outline(other))).toEqual(before);
    await editor.change(other, restore.replace('Paso 1.1: Restaurar', 'Paso 1.1: Reponer'));
    expect(names(await outline(other)).join()).toContain('Reponer');
    await editor.change(other, restore);
  });

  it('find procedures and steps of the workspace, with or without accents', async () => {
    const find = async (query: string): Promise<string[]> => {
      const found = await editor.connection.sendRequest<{ name: string }[]>('workspace/symbol', {
        query,
      });
      return found.map(({ name }) => name);
    };
    expect(await find('reversion')).toEqual(['PROC-REL-002 Reversión del portal']);
    expect(await find('1.2 publicar')).toEqual(['1.2 Publicar']);
    expect(await find('')).toHaveLength(3);
  });

  it('fold front matter, sections and blocks', async () => {
    const found = await editor.connection.sendRequest<FoldingRange[]>('textDocument/foldingRange', {
      textDocument: { uri },
    });
    expect(found[0]).toEqual({ startLine: 0, endLine: 7 });
    expect(found.length).toBeGreaterThan(5);
  });
});
