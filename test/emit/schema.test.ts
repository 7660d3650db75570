/** The JSON Schemas: that they are up to date, and that what procs reads and prints obeys them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import {
  type CompiledDocument,
  check,
  jsonSchema,
  load,
  rules,
  type SchemaName,
  schemaNames,
  toJson,
} from '../../src/index.ts';
import { frontMatterFields, type MetadataKey, metadataNames } from '../../src/model/index.ts';
import { checkFiles } from '../check/workspace.ts';

const root = path.resolve(import.meta.dirname, '../..');
const bin = path.join(root, 'bin/procs.js');
const folders = ['procedures', 'test/fixtures/err', 'test/site/documents'].map((name) =>
  path.join(root, name),
);

function validator(name: SchemaName): ValidateFunction {
  return new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    jsonSchema(name, rules),
  );
}

/** Front matter as a YAML editor reads it, with numbers and booleans. */
function asEditor({ text }: CompiledDocument): unknown {
  const block = /^---\r?\n(.*?)^---\s*$/ms.exec(text)?.[1] ?? '';
  return parseDocument(block).toJS() ?? {};
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('schemas', () => {
  it('are committed as they are; "npm run schemas" writes them', () => {
    const folder = path.join(root, 'schemas');
    expect(readdirSync(folder).sort()).toEqual(schemaNames.map((name) => `${name}.json`).sort());
    for (const name of schemaNames) {
      const committed = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
      expect(committed, `schemas/${name}.json is stale: npm run schemas`).toEqual(
        jsonSchema(name, rules),
      );
    }
  });

  it('are printed by "procs schema"', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, [bin, 'schema', ...args]);
    for (const name of schemaNames) {
      expect(JSON.parse(String(run(name).stdout))).toEqual(jsonSchema(name, rules));
    }
    const list = String(run().stdout);
    expect(list.trimEnd().split('\n')).toHaveLength(schemaNames.length);
    const wrong = run('frontmatter');
    expect(wrong.status).toBe(2);
    expect(String(wrong.stderr)).toContain('Allowed choices are front-matter, config');
  });
});

describe('of a compiled procedure and of a report', () => {
  it.each(folders)('hold for everything in %s', async (folder) => {
    const workspace = await load({ root: folder });
    const procedure = validator('procedure');
    expect(workspace.documents.length).toBeGreaterThan(3);
    for (const document of workspace.documents) {
      procedure(plain(document.procedure));
      expect(procedure.errors, document.path).toBeNull();
    }
    const report = validator('report');
    const diagnostics = await check(workspace, { fileExists: existsSync });
    report(JSON.parse(toJson({ diagnostics, files: 1, sourceOf: () => null, base: '' })));
    expect(report.errors).toBeNull();
  });

  it('refuse what is something else', async () => {
    const [document] = (await load({ root: folders[0]! })).documents;
    const procedure = plain(document!.procedure) as Record<string, unknown>;
    const valid = validator('procedure');
    expect(valid(procedure)).toBe(true);
    expect(valid({ ...procedure, kind: 'recipe' })).toBe(false);
    expect(valid({ ...procedure, flows: [{ id: 'main' }] })).toBe(false);
    const { language: _, ...without } = procedure;
    expect(valid(without)).toBe(false);
    expect(validator('report')({ diagnostics: [] })).toBe(false);
  });
});

describe('of front matter', () => {
  const validate = validator('front-matter');

  it.each(folders)('agrees with the rule about values in %s', async (folder) => {
    const workspace = await load({ root: folder });
    const diagnostics = await check(workspace, { fileExists: existsSync });
    for (const document of workspace.documents) {
      const found = diagnostics.filter((one) => one.file === document.path);
      if (found.some((one) => one.rule === 'front-matter-yaml')) continue;
      const wrong = found.some(
        (one) => one.rule === 'front-matter-schema' && one.message.startsWith('The value'),
      );
      expect(validate(asEditor(document)), document.path).toBe(!wrong);
      expect(validate(plain(document.procedure.frontMatter)), document.path).toBe(!wrong);
    }
  });

  it('explains every key, and names none that a compiled document does not understand', async () => {
    const values: Partial<Record<MetadataKey, string>> = {
      id: 'PROC-A-001',
      version: '2.5.1',
      created: '2025-01-02',
      updated: '2025-01-02',
      reviewDue: '2025-01-02',
      language: 'es',
      type: 'process',
    };
    const keys = frontMatterFields.flatMap(({ names }) => names);
    expect(new Set(keys).size).toBe(keys.length);
    for (const [field, names] of Object.entries(metadataNames)) {
      for (const name of names) {
        expect(keys).toContain(name);
        const value = values[field as MetadataKey] ?? 'Zeta';
        const { procedure } = await compileOne(`---\n${name}: ${value}\n---\n\n# Restart\n`);
        const kept = field === 'type' ? 'kind' : field;
        expect(plain(procedure), name).toMatchObject({ [kept]: value });
      }
    }
    for (const { description } of frontMatterFields) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it('knows every way to declare a parameter', async () => {
    const { procedure } = await compileOne(
      '---\nparametros:\n  A: {tipo: path, defecto: /x, descripcion: d, secreto: si, patron: x, ejemplo: e}\n  B: {opciones: [a, b]}\n  C: 5\n---\n\n# Restart\n',
    );
    expect(validate(plain(procedure.frontMatter))).toBe(true);
    expect(procedure.parameters).toMatchObject([
      { name: 'A', type: 'path', default: '/x', secret: true, pattern: 'x', example: 'e' },
      { name: 'B', type: 'enum', options: ['a', 'b'] },
      { name: 'C', default: '5' },
    ]);
    expect(validate({ parameters: ['A', { name: 'B', type: 'number', default: 3 }] })).toBe(true);
    expect(validate({ parameters: { A: { type: 'string', secret: true } } })).toBe(true);
  });

  it.each([
    [{}],
    [{ runme: { id: 'x' }, cwd: '/srv', shell: 'bash', tags: ['a'], sidebar_position: 2 }],
    [{ version: 1.1, title: 2025, owner: ['A', 'B'], category: null, created: null }],
    [{ revision: 3, review_in: '6 months', requires: ['PROC-A-002'], see_also: 'README.md' }],
    [{ version: 'v2.3.1-rc.1', created: '2025-11-18T10:00:00Z', related: 'PROC-A-001' }],
  ])('takes %j', (values) => {
    validate(values);
    expect(validate.errors).toBeNull();
  });

  it.each([
    [{ version: 'first' }],
    [{ version: ['1.0'] }],
    [{ fecha_creacion: '18/11/2025' }],
    [{ created: '2025-13-01' }],
    [{ updated: 20251118 }],
    [{ id: ['PROC-A-001'] }],
    [{ relacionados: { a: 1 } }],
    [{ parameters: { A: { type: 'integer' } } }],
    [{ parametros: { A: { opciones: 'a, b' } } }],
    [{ parameters: 'A' }],
  ])('refuses %j', (values) => {
    expect(validate(values)).toBe(false);
  });

  it('refuses what the rule about front matter reports in its own examples', async () => {
    const rule = rules.find(({ id }) => id === 'front-matter-schema')!;
    const [example] = rule.examples;
    expect(validate(asEditor(await compileOne(example!.failing)))).toBe(false);
    expect(validate(asEditor(await compileOne(example!.mended)))).toBe(true);
  });
});

describe('of the configuration', () => {
  const validate = validator('config');

  it('takes an empty one, a whole one, and the line that names the schema itself', () => {
    expect(validate({})).toBe(true);
    expect(validate({ $schema: './x.json', include: ['docs'], families: ['RB'] })).toBe(true);
  });

  it('knows the rules by name and by code', () => {
    const levels = { 'missing-id': 'off', PROCS009: 'warning', numbering: 'on' };
    expect(validate({ rules: levels, overrides: [{ files: ['old'], rules: levels }] })).toBe(true);
    for (const rule of rules) expect(validate({ rules: { [rule.id]: 'off' } })).toBe(true);
    expect(validate({ rules: { 'mising-id': 'off' } })).toBe(false);
    expect(validate({ rules: { PROCS999: 'off' } })).toBe(false);
    expect(validate({ rules: { PROCS0091: 'off' } })).toBe(false);
    expect(validate({ rules: { numbering: 'loud' } })).toBe(false);
    expect(validate({ overrides: [{ files: [], rules: {} }] })).toBe(false);
  });

  it('says what each key is for', () => {
    const { properties } = jsonSchema('config', rules) as {
      properties: Record<string, { description?: string }>;
    };
    for (const [key, { description }] of Object.entries(properties)) {
      expect(description, key).toMatch(/\.$/);
    }
  });

  it('refuses keys that are none and values that are wrong', () => {
    for (const config of [{ inclde: [] }, { families: ['rb-'] }, { maxBytes: 0 }, [], 'x']) {
      expect(validate(config), JSON.stringify(config)).toBe(false);
    }
  });

  it('is named in a configuration without harm', async () => {
    const diagnostics = await checkFiles({
      'procs.config.json': '{"$schema": "./node_modules/procs/schemas/config.json"}',
      'a.md': '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restart\n',
    });
    expect(diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  });
});

async function compileOne(text: string): Promise<CompiledDocument> {
  const folder = await mkdtemp(path.join(tmpdir(), 'procs-schema-'));
  try {
    await writeFile(path.join(folder, 'one.md'), text);
    return (await load({ root: folder })).documents[0]!;
  } finally {
    await rm(folder, { recursive: true });
  }
}
