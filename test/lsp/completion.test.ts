/** What is offered while writing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { applied, Editor, type Folder, folderOf, placeOf } from './client.ts';
import { portal, release } from './documents.ts';

let folder: Folder;
let editor: Editor;
let uri: string;

beforeAll(async () => {
  folder = folderOf(portal);
  editor = new Editor();
  await editor.start([folder]);
  uri = folder.uriOf('release.md');
  await editor.open(uri, release);
});
afterAll(() => {
  editor.kill();
  folder.remove();
});

/** Completes at the `¦` of a text, which is taken out. */
async function complete(text: string): Promise<{ items: CompletionItem[]; text: string }> {
  const position = placeOf(text, '¦');
  const place = { line: position.line, character: position.character - 1 };
  const whole = text.replace('¦', '');
  await editor.change(uri, whole);
  return { items: await editor.ask<CompletionItem[]>('completion', uri, place), text: whole };
}

async function labels(text: string): Promise<string[]> {
  return (await complete(text)).items.map(({ label }) => label);
}

async function chosen(text: string, label: string): Promise<string> {
  const { items, text: whole } = await complete(text);
  return applied(whole, [items.find((one) => one.label === label)!.textEdit as TextEdit]);
}

describe('completion', () => {
  it('of IDs where one is begun, without the own one', async () => {
    expect(await labels(`${release}\nVea PROC¦\n`)).toEqual(['PROCED-REL-001', 'PROC-REL-002']);
    expect(await chosen('# Uno\n\nVea PROC-R¦ ya\n', 'PROC-REL-002')).toBe(
      '# Uno\n\nVea PROC-REL-002 ya\n',
    );
    expect(await labels('# Uno\n\nUn PRECIO¦\n')).toEqual([]);
    expect(await labels('# Uno\n\nUna palabra ¦\n')).toEqual([]);
    expect(await labels('# Uno\n\n```bash\n# vea PROCED-¦\n```\n')).toContain('PROCED-REL-001');
    expect(await labels('---\nrelacionados: [PROC-REL-001, ¦]\n---\n')).toContain('PROC-REL-002');
    expect(await labels('---\nrelacionados:\n  - ¦\n---\n')).toContain('PROC-REL-002');
  });

  it('of front matter keys, in the language of those that are there', async () => {
    const spanish = await labels('---\nid: PROC-A-001\ntitulo: Uno\n¦\n---\n\n# Uno\n');
    expect(spanish).toContain('estado');
    expect(spanish).toContain('relacionados');
    for (const key of ['id', 'titulo', 'title', 'status']) expect(spanish).not.toContain(key);
    const english = await labels('---\nid: PROC-A-001\ntitle: One\nst¦\n---\n\n# One\n');
    expect(english).toContain('status');
    expect(english).not.toContain('estado');
    expect(await chosen('---\nid: PROC-A-001\ntitle: One\nst¦\n---\n', 'status')).toBe(
      '---\nid: PROC-A-001\ntitle: One\nstatus: \n---\n',
    );
    expect(await labels('# One\n\nst¦\n')).toEqual([]);
  });

  it('of front matter that is not closed yet', async () => {
    expect(await labels('---\nid: PROC-A-001\ntitulo: Uno\n¦\n\n# Uno\n')).toContain('estado');
  });

  it('of the values that are known', async () => {
    expect(await labels('---\nestado: ¦\n---\n')).toContain('obsoleto');
    expect(await labels('---\ntype: ¦\n---\n')).toEqual(['process', 'procedure', 'runbook']);
    expect(await labels('---\ntipo: pro¦\n---\n')).toEqual(['proceso', 'procedimiento', 'runbook']);
    expect(await labels('---\nversion: ¦\n---\n')).toEqual([]);
  });

  it('of fence attributes and their values', async () => {
    const found = await labels('# Uno\n\n```bash {run=ask ¦}\nls\n```\n');
    expect(found).toContain('timeout');
    expect(found).not.toContain('run');
    expect(await labels('# Uno\n\n```bash {run=¦}\nls\n```\n')).toEqual(['never', 'ask', 'auto']);
    expect(await chosen('# Uno\n\n1. Ir\n\n   ```sh {ti¦\n', 'timeout')).toContain('{timeout=\n');
    expect(await labels('# Uno\n\ntexto {¦\n')).toEqual([]);
  });

  it('of numbers of steps and of anchors', async () => {
    expect(await labels(`${release}\nVuelva al Paso ¦\n`)).toEqual(['1.1', '1.2']);
    expect(await labels(`${release}\nVea [x](#¦)\n`)).toContain('paso-12-publicar');
    expect(await labels(`${release}\nVea [x](copias/copia.md#¦)\n`)).toContain('paso-11-copiar');
  });

  it('of rules to turn off', async () => {
    expect(await labels('# Uno\n\n<!-- procs-disable-next-line ¦\n')).toContain('numbering');
  });
});
