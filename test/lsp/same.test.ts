/** However a text came to be, the editor says of it what `procs check` says. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { seeded } from '../../fuzz/random.ts';
import { check, type Diagnostic, load } from '../../src/index.ts';
import { Editor, type Folder, folderOf, rule } from './client.ts';
import { portal, release } from './documents.ts';

const procedures = path.resolve(import.meta.dirname, '../../procedures');
const long = 'PROCED-SITE-001-publish-site-release.md';
const files = {
  ...portal,
  'diagram.md': `${release.replaceAll('PROC-REL-001', 'PROC-REL-005')}\n\`\`\`mermaid\nflowchart TD\n  A --> B\n\`\`\`\n`,
  [long]: readFileSync(path.join(procedures, long), 'utf8'),
};
const pieces = [
  'x',
  '\n',
  '\r\n',
  '```\n',
  '---\n',
  'PROC-REL-002',
  'PROC-REL-404 ',
  'Paso 9.9',
  '# Otro\n',
  '- [ ] 🚀 uno\n',
  '[y](#nada)',
  '  ',
  '```bash {timeuot=3s}\nls\n```\n',
  '<!-- procs-disable-next-line unresolved-reference: se escribe aún -->\n',
];

let folder: Folder;
let editor: Editor;

beforeAll(async () => {
  folder = folderOf(files);
  editor = new Editor();
  await editor.start([folder]);
});
afterAll(() => {
  editor.kill();
  folder.remove();
});

it.each([
  ['release.md', 1],
  ['restore.md', 2],
  ['diagram.md', 3],
  [long, 4],
])('of %s, edited at random (seed %i)', async (name, seed) => {
  const random = seeded(seed);
  const uri = folder.uriOf(name);
  const original = files[name as keyof typeof files];
  await editor.open(uri, original);
  let text = original;
  for (let round = 0; round < 6; round += 1) {
    let version = 0;
    for (let edit = 0; edit < 4; edit += 1) {
      const document = TextDocument.create(uri, 'markdown', 0, text);
      const start = random.below(text.length + 1);
      const end = Math.min(text.length, start + random.below(edit === 0 ? 60 : 3));
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const change = { range, newText: random.pick(pieces) };
      text = TextDocument.applyEdits(document, [change]);
      version = await editor.change(uri, [change]);
    }
    folder.write(name, text);
    const workspace = await load({ cwd: folder.path });
    const includes = (one: string): boolean => one === name;
    const expected = (await check(workspace, { fileExists: existsSync, includes }))
      .map(asked)
      .sort();
    let last: string[] = [];
    // Diagrams come later, so what counts is what is said in the end.
    const same = editor.findings(uri, (_, params) => {
      last = params.version === version ? params.diagnostics.map(told).sort() : [];
      return params.version === version && String(last) === String(expected);
    });
    await Promise.race([same, new Promise((done) => setTimeout(done, 20_000).unref())]);
    expect(last).toEqual(expected);
  }
  folder.write(name, original);
  await editor.close(uri);
});

function asked({ rule, line, column, endLine, endColumn, severity }: Diagnostic): string {
  return `${line}:${column}-${endLine}:${endColumn} ${severity} ${rule}`;
}

function told(found: LspDiagnostic): string {
  const { start, end } = found.range;
  const severity = ['', 'error', 'warning', 'info'][found.severity!];
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severity} ${rule(found)}`;
}
