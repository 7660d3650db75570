import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFiles } from './workspace.ts';

const folder = path.join(import.meta.dirname, '../fixtures/err');
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));

const piece = fc.constantFrom(
  ...[
    '---\n',
    '```bash\n',
    '```\n',
    '````md\n',
    '~~~\n',
    '# ',
    '## Paso 1: x\n',
    '- [ ] ',
    '1. ',
    '> ',
  ],
  ...[
    '**ID:** x\n',
    'id: [',
    '  - a: b\n',
    '| a |\n|---|\n',
    '[x](y#z)',
    '![',
    '](',
    '<!--',
    '<a id="b">',
  ],
  ...[
    'PROC-A-001',
    'Paso 9.9',
    '$(',
    '"',
    "'",
    '<x>',
    '\r\n',
    '\t',
    '\u202e',
    '\u0000',
    '😀',
    '\ud800',
    '{run=',
  ],
);

describe('mutated documents', () => {
  it('are checked without a crash, in the same order each time, at places that exist', async () => {
    const mutant = fc
      .tuple(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(40), piece), { minLength: 1, maxLength: 6 }),
      )
      .map(([text, edits]) =>
        edits.reduce((mutated, [at, cut, inserted]) => {
          const from = at % (mutated.length + 1);
          return mutated.slice(0, from) + inserted + mutated.slice(from + cut);
        }, text),
      );
    const files: Record<string, string> = {};
    fc.sample(mutant, { numRuns: 400, seed: 5 }).forEach((text, index) => {
      files[`${String(index).padStart(3, '0')}.md`] = text.toWellFormed();
    });
    const found = await checkFiles(files);
    expect(found.length).toBeGreaterThan(400);
    for (const one of found) {
      // A lone carriage return ends a line, as it does in Markdown.
      const lines = files[one.file]!.split(/\r\n|[\r\n]/);
      for (const span of [
        one,
        ...one.related.filter(({ file }) => file === one.file).map((related) => related.span),
      ]) {
        const where = `${JSON.stringify(one)}\n${files[one.file]}`;
        expect(span.line, where).toBeLessThanOrEqual(lines.length);
        expect(span.endLine, where).toBeLessThanOrEqual(lines.length);
        expect(span.column, where).toBeLessThanOrEqual(lines[span.line - 1]!.length + 1);
        expect(span.endColumn, where).toBeLessThanOrEqual(lines[span.endLine - 1]!.length + 1);
        const forward = span.endLine > span.line || span.endColumn >= span.column;
        expect(forward, where).toBe(true);
      }
    }
    expect(await checkFiles(files)).toEqual(found);
  });
});
