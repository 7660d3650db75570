/** Who refers to whom, who must be looked at again, and who calls in a circle. */
import { describe, expect, it } from 'vitest';
import { backlinksOf, callCycles, dependentsOf, type Workspace } from '../../src/index.ts';
import { workspaceOf } from '../compile/support.ts';

const document = (id: string, body: string, front = ''): string =>
  `---\nid: ${id}\n${front}---\n\n# ${id}: Título\n\n${body}\n`;
const calling = (id: string, target: string, title = 'Ejecutar'): string =>
  document(id, `## Etapa 1: Uno\n\n### Paso 1.1: ${title}\n\nEjecutar ${target}\n`);
const uses = (workspace: Workspace, path: string): string[] =>
  backlinksOf(workspace, workspace.documents.find((one) => one.path === path)!).map(
    ({ document: from, reference, part, anchor }) =>
      `${from.path}:${reference.span.line} ${reference.kind}${part === null ? '' : ` ${part}`}${anchor === null ? '' : ` #${anchor}`}`,
  );
const cycles = (workspace: Workspace): string[] =>
  callCycles(workspace).map((calls) =>
    [calls[0]!.from, ...calls.map(({ to }) => to)].map((one) => one.procedure.name).join(' > '),
  );

describe('backlinks', () => {
  it('tell each use of a document: by ID, step, link, anchor and path', async () => {
    const workspace = await workspaceOf({
      'uno.md': document('PROC-A-001', '## Paso 1: Uno\n\n- [ ] uno\n\nVolver a Paso 1.'),
      'sub/dos.md': document(
        'PROC-B-002',
        'Ver Paso 1 de PROC-A-001, [uno](../uno.md#paso-1-uno), `uno.md` y [fuera](https://example.org/uno.md).',
        'relacionados: [../uno.md, PROC-A-001]\n',
      ),
    });
    expect(uses(workspace, 'uno.md')).toEqual([
      'sub/dos.md:3 path',
      'sub/dos.md:3 id',
      'sub/dos.md:8 id',
      'sub/dos.md:8 step 1',
      'sub/dos.md:8 link #paso-1-uno',
      'sub/dos.md:8 path',
      'uno.md:11 step 1',
    ]);
    expect(uses(workspace, 'sub/dos.md')).toEqual([]);
  });

  it('count for every document that has a doubled ID, and for none that only ends alike', async () => {
    const workspace = await workspaceOf({
      'a.md': document('PROC-A-001', 'x'),
      'b.md': document('PROC-A-001', 'x'),
      'c.md': document('PROC-C-001', 'Ver PROC-A-001 y `x/a.md`, PROC-A-0010.'),
      'x/d.md': document('PROC-D-001', 'x'),
    });
    expect(uses(workspace, 'a.md')).toEqual(['c.md:7 id']);
    expect(uses(workspace, 'b.md')).toEqual(['c.md:7 id']);
    expect(uses(workspace, 'x/d.md')).toEqual([]);
  });

  it('are the same however often they are asked for', async () => {
    const workspace = await workspaceOf({
      'uno.md': document('PROC-A-001', '## Paso 1: Uno\n\n- [ ] uno\n\nVolver a Paso 1.'),
      'sub/dos.md': document('PROC-B-002', 'Ver Paso 1 de PROC-A-001 y [uno](../uno.md).'),
      'tres.md': document('PROC-C-003', 'Ver `dos.md`, `uno.md` y [dos](sub/dos.md).'),
    });
    const all = (): string[][] =>
      ['uno.md', 'sub/dos.md', 'tres.md'].map((path) => uses(workspace, path));
    const first = all();
    expect(first.map(({ length }) => length)).toEqual([5, 2, 0]);
    for (let round = 0; round < 4; round += 1) expect(all()).toEqual(first);
  });
});

describe('dependents', () => {
  const files = {
    'uno.md': document('PROC-A-001', 'x'),
    'dos.md': document('PROC-B-002', 'Ver PROC-A-001.'),
    'tres.md': document('PROC-C-003', 'Ver [uno](uno.md).'),
    'cuatro.md': document('PROC-D-004', 'Ver PROC-B-002 y [fuera](https://example.org/uno.md).'),
    'copia.md': document('PROC-A-001', 'y'),
  };

  it('are those that refer to it and those that share its ID, and not those further away', async () => {
    const workspace = await workspaceOf(files);
    expect(dependentsOf(workspace, 'uno.md')).toEqual(['copia.md', 'dos.md', 'tres.md']);
    expect(dependentsOf(workspace, 'cuatro.md')).toEqual([]);
    expect(dependentsOf(workspace, 'nada.md')).toEqual([]);
  });

  it('of a deleted document are found by its path and the ID that it had', async () => {
    const { 'uno.md': _, 'copia.md': __, ...rest } = files;
    const workspace = await workspaceOf(rest);
    expect(dependentsOf(workspace, 'uno.md')).toEqual(['tres.md']);
    expect(dependentsOf(workspace, 'uno.md', ['PROC-A-001'])).toEqual(['dos.md', 'tres.md']);
  });

  it('of a renamed ID include those that still use the old one', async () => {
    const workspace = await workspaceOf({
      ...files,
      'uno.md': document('PROC-NEW-001', 'x'),
    });
    expect(dependentsOf(workspace, 'uno.md', ['PROC-A-001'])).toEqual([
      'copia.md',
      'dos.md',
      'tres.md',
    ]);
  });

  it('include those that it says are related: they may not know', async () => {
    const workspace = await workspaceOf({
      'uno.md': document('PROC-A-001', 'x', 'relacionados: [PROC-B-002, tres.md]\n'),
      'dos.md': document('PROC-B-002', 'x'),
      'tres.md': document('PROC-C-003', 'x'),
    });
    expect(dependentsOf(workspace, 'uno.md')).toEqual(['dos.md', 'tres.md']);
  });

  it('of a call circle are found all around it', async () => {
    const workspace = await workspaceOf({
      'a.md': calling('PROC-A-001', 'PROC-B-002'),
      'b.md': calling('PROC-B-002', 'PROC-C-003'),
      'c.md': calling('PROC-C-003', 'PROC-A-001'),
    });
    expect(dependentsOf(workspace, 'a.md')).toEqual(['b.md', 'c.md']);
  });
});

describe('call cycles', () => {
  it('are told with the shortest way, once for each document on them', async () => {
    const workspace = await workspaceOf({
      'a.md': calling('PROC-A-001', 'PROC-B-002'),
      'b.md': calling('PROC-B-002', 'PROC-A-001'),
      'c.md': calling('PROC-C-003', 'PROC-C-003'),
      'd.md': calling('PROC-D-004', 'PROC-A-001'),
    });
    expect(cycles(workspace)).toEqual([
      'PROC-A-001 > PROC-B-002 > PROC-A-001',
      'PROC-B-002 > PROC-A-001 > PROC-B-002',
      'PROC-C-003 > PROC-C-003',
    ]);
  });

  it.each([
    [
      'a step that runs only when asked for',
      calling('PROC-B-002', 'PROC-A-001', 'Volver (Opcional)'),
    ],
    [
      'a rollback, which a call never runs',
      document('PROC-B-002', '## Rollback\n\n### Paso 1: Volver\n\nEjecutar PROC-A-001'),
    ],
    ['a mention', document('PROC-B-002', '## Paso 1: Uno\n\n- [ ] uno\n\nVer PROC-A-001.')],
  ])('are not closed by %s', async (_, back) => {
    const workspace = await workspaceOf({
      'a.md': calling('PROC-A-001', 'PROC-B-002'),
      'b.md': back,
    });
    expect(cycles(workspace)).toEqual([]);
  });
});
