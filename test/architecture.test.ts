/** The one-way flow: a part imports only what stands before it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const src = path.resolve(import.meta.dirname, '../src');

/** What each part may import besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  shell: ['text'],
  model: [],
  source: ['model'],
  git: ['source', 'model'],
  parse: ['model'],
  compile: ['parse', 'model', 'shell', 'text'],
  workspace: ['model', 'shell', 'text'],
  check: ['workspace', 'model', 'shell', 'text'],
  emit: ['workspace', 'model', 'shell', 'text'],
  report: ['model', 'text', 'check', 'compile', 'emit'],
  run: ['workspace', 'model', 'shell', 'text', 'emit'],
  'build.ts': ['version.ts'],
  'user-cache.ts': ['build.ts', 'model', 'source'],
  'document.ts': ['model', 'source', 'parse', 'compile', 'workspace'],
  'mend.ts': ['check', 'edit.ts', 'model', 'workspace'],
  'load.ts': ['document.ts', 'model', 'source', 'workspace'],
  'load-revision.ts': ['document.ts', 'git', 'source', 'workspace', 'model'],
  'versions.ts': ['document.ts', 'git', 'source', 'workspace', 'model'],
  'edit.ts': ['document.ts', 'model', 'source', 'workspace'],
  'version.ts': [],
  'reader.ts': ['edit.ts', 'load.ts', 'model', 'source', 'text', 'version.ts', 'workspace'],
  'runner.ts': ['git', 'reader.ts', 'run'],
  'compiler.ts': [
    'reader.ts',
    'user-cache.ts',
    'document.ts',
    'mend.ts',
    'load.ts',
    'edit.ts',
    'version.ts',
    'parse',
    'compile',
    'model',
    'source',
    'workspace',
    'check',
    'emit',
    'report',
    'text',
  ],
  'index.ts': [
    'compiler.ts',
    'runner.ts',
    'load-revision.ts',
    'versions.ts',
    'git',
    'workspace',
    'emit',
    'report',
    'run',
  ],
  lsp: ['compiler.ts'],
  cli: ['reader.ts', 'compiler.ts', 'runner.ts', 'index.ts', 'version.ts', 'lsp'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(path.sep).join('/'));

it('knows every part of src', () => {
  expect(
    files.map((name) => name.split('/')[0]!).filter((part) => !Object.hasOwn(allowed, part)),
  ).toEqual([]);
  expect(files.length).toBeGreaterThan(50);
});

it.each(files)('%s imports only what stands before it', (name) => {
  const part = name.split('/')[0]!;
  const text = readFileSync(path.join(src, name), 'utf8');
  const imported = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
    (match) =>
      path.posix.normalize(path.posix.join(path.posix.dirname(name), match[1]!)).split('/')[0]!,
  );
  const outside = imported.filter((other) => other !== part && other !== '..');
  expect(outside.filter((other) => !allowed[part]!.includes(other))).toEqual([]);
});

it('starts processes in run/ and for the site, and git in one file only', () => {
  const starts = files.filter((name) =>
    /from '(node:child_process|execa)'/.test(readFileSync(path.join(src, name), 'utf8')),
  );
  expect(
    starts.filter((name) => !name.startsWith('run/') && name !== 'cli/commands/site.ts'),
  ).toEqual(['git/git.ts']);
});

const site = path.resolve(import.meta.dirname, '../site');
const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:ts|astro)$/.test(name),
);

// What the compiler does is handed over by `source.mjs`: bundled with the pages, it would not find its own files.
// `text` needs nothing, so that the reader's browser quotes a value by the same rules as a run does;
// nor does a file that imports only types, as words in two languages are.
it.each(pages)('site/%s takes only types from the compiler', (name) => {
  const text = readFileSync(path.join(site, name), 'utf8');
  const imports = [...text.matchAll(/^import\s+(?:[^;]*?\sfrom\s+)?'([^']+)'/gms)].filter((match) =>
    /\/src\/(?!text\/)/.test(match[1]!),
  );
  expect(
    imports
      .filter(([all, from]) => !all.startsWith('import type ') && !needsNothing(name, from!))
      .map(([all]) => all),
  ).toEqual([]);
});

function needsNothing(name: string, from: string): boolean {
  const text = readFileSync(path.resolve(site, path.dirname(name), from), 'utf8');
  return [...text.matchAll(/^import\s.*$/gm)].every(([line]) => line.startsWith('import type '));
}
