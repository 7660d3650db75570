/** Front matter: values as written, places of keys, and nothing that it holds is ever executed. */
import { describe, expect, it } from 'vitest';
import { workspaceOf } from '../compile/support.ts';

async function documentOf(text: string) {
  return (await workspaceOf({ 'a.md': text })).documents[0]!;
}

describe('values', () => {
  it('stay as they were written', async () => {
    const { procedure } = await documentOf(
      '---\nid: PROC-A-001\nversion: 1.10\nfecha_creacion: 2025-11-18\nestado: activo\nrevisado: 010\nvacio:\n---\n# A\n',
    );
    expect(procedure).toMatchObject({ version: '1.10', created: '2025-11-18', status: 'activo' });
    expect(procedure.frontMatter).toMatchObject({ revisado: '010' });
  });

  it('are known under the names that people give them', async () => {
    const { procedure } = await documentOf(
      '---\nid: PROC-A-001\nowner_slack: "#ops"\nlast_reviewed_on: 2026-01-01\ntype: process\ntitulo: Uno\n---\n# PROC-A-001: Otro\n',
    );
    expect(procedure).toMatchObject({
      owner: '#ops',
      updated: '2026-01-01',
      kind: 'process',
      title: 'Uno',
    });
  });

  it('declare parameters as a mapping or as a list', async () => {
    const mapping = await documentOf(
      '---\nparameters:\n  version:\n    description: What to publish\n    pattern: "v[0-9]+"\n  token:\n    secret: true\n---\n# A\n',
    );
    expect(mapping.procedure.parameters).toMatchObject([
      {
        name: 'version',
        description: 'What to publish',
        pattern: 'v[0-9]+',
        default: null,
        origin: 'declared',
        span: { line: 3 },
      },
      { name: 'token', secret: true, span: { line: 6 } },
    ]);
    const list = await documentOf(
      '---\nparametros:\n  - nombre: rama\n    defecto: main\n  - nombre: modo\n    opciones: [a, b]\n---\n# A\n',
    );
    expect(list.procedure.parameters).toMatchObject([
      { name: 'rama', default: 'main' },
      { name: 'modo', type: 'enum', options: ['a', 'b'] },
    ]);
  });
});

describe('places', () => {
  it('of keys, values and items', async () => {
    const { frontMatter } = await documentOf(
      '---\nid: PROC-A-001\nrelated:\n  - PROC-B-001\n  - PROC-C-001\n---\n# A\n',
    );
    expect(frontMatter.keySpan(['related'])).toMatchObject({ line: 3, column: 1 });
    expect(frontMatter.valueSpan(['related', 1])).toEqual({
      line: 5,
      column: 5,
      endLine: 5,
      endColumn: 15,
    });
    expect(frontMatter.keySpan(['missing'])).toBeNull();
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a colon in a value', '---\ntitle: Analysis: backend.sh\n---\n# A\n', 2],
    ['an open bracket', '---\nid: X\nlist: [a, b\n---\n# A\n', 3],
    ['a doubled key', '---\nid: A\nid: B\n---\n# A\n', 3],
    ['no end', '---\nid: PROC-A-001\n\n# A\n', 1],
    ['a language other than YAML', '---js\nthrow new Error("ran")\n---\n# A\n', 1],
    ['the same in capitals', '---JS\nthrow new Error("ran")\n---\n# A\n', 1],
    ['template braces', '---\ntitle: {{ title }} deployment\n---\n# A\n', 2],
  ])('%s is one finding, and the rest is still compiled', async (_name, text, line) => {
    const { findings, procedure } = await documentOf(
      `${text}\n## Steps\n\n### Step 1: Go\n\n\`\`\`bash\nuptime\n\`\`\`\n`,
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['front-matter-yaml']);
    expect(Math.abs(findings[0]!.span.line - line)).toBeLessThanOrEqual(1);
    expect(procedure.flows.map(({ id }) => id)).toEqual(['main']);
  });

  it('evaluates nothing and pollutes nothing', async () => {
    const text =
      '---\n__proto__:\n  polluted: yes\nconstructor: x\nid: !!js/function "function () { globalThis.ran = true }"\n---\n# A\n';
    const { procedure } = await documentOf(text);
    expect(Object.keys(procedure.frontMatter)).toEqual(['id']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((globalThis as Record<string, unknown>).ran).toBeUndefined();
  });

  it('survives aliases that would explode', async () => {
    const levels = Array.from(
      { length: 25 },
      (_, at) => `l${at}: &l${at} [${at === 0 ? 'x' : `*l${at - 1}, *l${at - 1}`}]`,
    ).join('\n');
    const { procedure } = await documentOf(`---\nid: PROC-A-001\n${levels}\n---\n# A\n`);
    expect(procedure.id).toBe('PROC-A-001');
  });
});
