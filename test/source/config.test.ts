/** The configuration in each of its forms. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, load } from '../../src/index.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'procs-config-'));
  await writeFile(path.join(root, 'a.md'), '---\nid: RUN-A-001\n---\n\n# RUN-A-001: A\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(path.join(root, name), text);
const home = path.resolve(import.meta.dirname, '../..');
const bin = path.join(home, 'bin/procs.js');
const index = pathToFileURL(path.join(home, 'dist/index.js')).href;

describe('a configuration', () => {
  it.each([
    ['procs.config.json', '{ "families": ["RUN"] }'],
    ['procs.config.yaml', 'families: [RUN]\n'],
    ['procs.config.yml', '# nothing but a comment and\nfamilies:\n  - RUN\n'],
    ['procs.config.js', 'export default { families: ["RUN"] };\n'],
    ['procs.config.mjs', 'export default { families: ["RUN"] };\n'],
  ])('is read from %s, and found from a folder below', async (name, text) => {
    await write(name, text);
    const { config } = await load({ root });
    expect(config.families).toEqual(['RUN']);
    expect(config.exclude).toContain('**/README.md');
  });

  // By Node.js itself, because Vitest has its own way with modules.
  it.each([
    ['procs.config.ts', 'const families: string[] = ["RUN"];\nexport default { families };\n'],
    [
      'procs.config.mts',
      `import { defineConfig } from '${index}';\nexport default defineConfig({ families: ['RUN'] });\n`,
    ],
  ])('is read from %s', async (name, text) => {
    await write(name, text);
    const { stdout } = await execa(process.execPath, [bin, 'list', '--json', '--root', root]);
    expect(JSON.parse(stdout)[0].id).toBe('RUN-A-001');
  });

  it('that changed is read again', async () => {
    await write('procs.config.mjs', 'export default { families: ["RUN"] };\n');
    await load({ root });
    await new Promise((done) => setTimeout(done, 20));
    await write('procs.config.mjs', 'export default { families: ["BOOK"] };\n');
    expect((await load({ root })).config.families).toEqual(['BOOK']);
  });

  it.each([
    ['a mistake in its code', 'procs.config.js', 'export default {', /cannot be run/],
    [
      'an error of its own',
      'procs.config.mjs',
      'throw new Error("no vault")',
      /cannot be run: no vault/,
    ],
    ['nothing exported', 'procs.config.mjs', 'const x = 1;', /exports no configuration/],
    ['a key that there is not', 'procs.config.mjs', 'export default { famlies: [] };', /famlies/],
    ['no object', 'procs.config.json', '[]', /not a valid configuration/],
    ['no YAML', 'procs.config.yaml', 'a: [', /cannot be read/],
    [
      'an alias that explodes',
      'procs.config.yaml',
      'a: &a [x]\nb: [*a, *a]\n',
      /cannot be read|valid configuration/,
    ],
  ])('cannot be used: %s', async (_, name, text, message) => {
    await write(name, text);
    await expect(load({ root })).rejects.toThrow(message);
    await expect(load({ root })).rejects.toBeInstanceOf(InputError);
  });

  it('is one, not two', async () => {
    await write('procs.config.json', '{}');
    await write('procs.config.yaml', '');
    await expect(load({ root })).rejects.toThrow(/two configurations/);
  });
});
