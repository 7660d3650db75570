/** What the fuzzer found once: each document small, with what it must come to. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCase } from '../../fuzz/run-case.ts';
import { type Action, load, type Procedure, type RunAction, replaceText } from '../../src/index.ts';
import { checkFiles } from '../check/workspace.ts';
import { inFolder } from './folder.ts';

const compile = (text: string): Promise<Procedure> =>
  inFolder({ 'a.md': text }, async (root) => (await load({ root })).documents[0]!.procedure);
const actionsOf = async (text: string): Promise<Action[]> =>
  (await compile(text)).flows.flatMap(({ stages }) =>
    stages.flatMap(({ steps }) => steps.flatMap(({ actions }) => actions)),
  );
const sliced = (text: string, { line, column, endLine, endColumn }: RunAction['span']): string => {
  const lines = text.split('\n');
  expect(endLine).toBe(line);
  return lines[line - 1]!.slice(column - 1, endColumn - 1);
};

describe('places', () => {
  it('are where the code stands, however deep its lines are indented', async () => {
    const text =
      '# A\n\n## Step 1: Go\n\n1. First\n\n   ```bash\n   ls\n     rm -rf "$X"\n   ```\n';
    const run = (await actionsOf(text)).find((action) => action.kind === 'run')!;
    expect(run.commands.map(({ span }) => sliced(text, span))).toEqual(['ls', 'rm -rf "$X"']);
  });

  it('are behind the prompt', async () => {
    const text =
      '# A\n\n## Step 1: Go\n\n```console\nuser@host:~$ ls /tmp\nout\n$ rm -rf "$X"\n```\n';
    const run = (await actionsOf(text)).find((action) => action.kind === 'run')!;
    expect(run.commands.map(({ span }) => sliced(text, span))).toEqual(['ls /tmp', 'rm -rf "$X"']);
  });

  it('of a block that the file ends with are in the file', async () => {
    const span = { line: 5, column: 8, endLine: 5, endColumn: 8 };
    expect(await actionsOf('# A\n\n## Step 1: Go\n\n```text')).toMatchObject([{ codeSpan: span }]);
  });

  it.each([
    ['a second line', 'id: PROC-B-001\nrelated: see\n  PROC-X-009\n', 4, 3],
    ['a second time', 'id: PROC-B-001\nrelated: PROC-X-009 PROC-X-009\n', 3, 21],
  ])('of IDs in front matter: %s', async (_name, header, line, column) => {
    const { references } = await compile(`---\n${header}---\n\n# PROC-B-001: A\n`);
    expect(references.at(-1)).toMatchObject({ target: 'PROC-X-009', span: { line, column } });
  });

  it('count a lone carriage return as the end of a line, as editors and CommonMark do', async () => {
    const text =
      '---\rid: PROC-A-001\r---\r\r# PROC-A-001: A\r\r## Step 1: Go\r\r```bash\rls\rid\r```\r';
    await inFolder({ 'a.md': text }, async (root) => {
      const [document] = (await load({ root })).documents;
      const [action] = document!.procedure.flows[0]!.stages[0]!.steps[0]!.actions;
      expect(action).toMatchObject({
        code: 'ls\nid',
        codeSpan: { line: 10, column: 1, endLine: 11 },
      });
      expect(document!.text).toHaveLength(text.length);
    });
  });
});

describe('line ends', () => {
  it('of a document that has carriage returns alone are never rewritten', () =>
    inFolder({ 'a.md': '# A\rText\r' }, async (root) => {
      const file = path.join(root, 'a.md');
      const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
      expect(replaceText(file, hash, '# B\nText\n')).toContain('carriage returns');
      expect(readFileSync(file, 'utf8')).toBe('# A\rText\r');
    }));
});

describe('front matter', () => {
  it.each([
    ['lists', `a: ${'['.repeat(2_000)}`],
    ['mappings', `a: ${'{a: '.repeat(2_000)}`],
    ['lists without brackets', `a:\n  ${'- '.repeat(2_000)}x`],
    ['keys of keys', `${'? '.repeat(2_000)}x`],
    ['keys', Array.from({ length: 20_000 }, (_, at) => `k${at}: v`).join('\n')],
  ])(
    'with masses of %s is told of, without the words of a parser that gave up',
    async (_name, yaml) => {
      const found = await checkFiles({
        'a.md': `---\nid: PROC-A-001\n${yaml}\n---\n\n# PROC-A-001: A\n`,
      });
      const [first] = found.filter(({ rule }) => rule === 'front-matter-yaml');
      expect(first).toMatchObject({ line: 1, column: 1, endColumn: 4 });
      expect(first!.message).toMatch(/^The front matter is not read: it (nests|has more)/);
    },
  );
});

describe('numbers', () => {
  const many = '9'.repeat(400);

  it('that are too large are none', async () => {
    const { flows } = await compile(`# A\n\n## Stage ${many}: X (${many} minutes)\n\n- [ ] a\n`);
    const [stage] = flows[0]!.stages;
    expect(stage).toMatchObject({ number: 1, minutes: null });
  });

  it('in estimates are none', async () => {
    const text = `# A\n\n## Anexo\n\n| Etapa | Tiempo |\n|---|---|\n| 1 | ${many} minutos |\n| 2 | 5 minutos |\n`;
    expect(await runCase('a.md', Buffer.from(text))).toBeNull();
  });

  it('in review periods are none', async () => {
    const text = `---\nid: PROC-A-001\nlast_reviewed_on: 2024-01-01\nreview_in: ${many} months\n---\n\n# PROC-A-001: A\n`;
    expect(await runCase('a.md', Buffer.from(text))).toBeNull();
  });

  it('in attributes of a block leave what is usual', async () => {
    const [run] = await actionsOf(
      `# A\n\n## Step 1: Go\n\n\`\`\`bash {retry=${many} exit=300 timeout=1000000h}\nls\n\`\`\`\n`,
    );
    // A timer takes no more than 31 bits, and one that is set to more goes off at once.
    expect(run).toMatchObject({ expects: { retry: 0, exit: [0], timeout: 2 ** 31 - 1 } });
  });
});

describe('time', () => {
  it('is not spent on blank lines of a block', async () => {
    const [run] = await actionsOf(
      `# A\n\n## Step 1: Go\n\n\`\`\`bash\n${' \n'.repeat(20_000)}ls\n\`\`\`\n`,
    );
    expect(run).toMatchObject({ kind: 'run' });
  });

  it.each([
    ['behind blank lines', '\n\n#!/bin/sh\nls', 'script'],
    ['behind three comments', '# a\n# b\n# c\n#!/bin/sh\nls', 'script'],
    ['behind four comments', '# a\n# b\n# c\n# d\n#!/bin/sh\nls', 'run'],
    ['behind a command', 'ls\n#!/bin/sh', 'run'],
  ])('a shebang %s', async (_name, code, kind) => {
    expect(await actionsOf(`# A\n\n## Step 1: Go\n\n\`\`\`bash\n${code}\n\`\`\`\n`)).toMatchObject([
      { kind },
    ]);
  });

  it('is not spent on a document that was refused, by whoever asks for its tree', () =>
    inFolder({ 'a.md': `# A\n\n${'> '.repeat(200_000)}x\n` }, async (root) => {
      const [document] = (await load({ root })).documents;
      expect(document!.findings.map(({ rule }) => rule)).toContain('too-complex-document');
      expect(document!.tree.children).toEqual([]);
    }));
});

describe('output', () => {
  it.each([
    ['a name with a newline', 'a\nb.md', '# A\n'],
    ['a name that is an option', '--help.md', '# A\n'],
    ['a name that acts on a terminal', 'a\u001b[2J\u202e.md', '# A\n'],
    ['a name that is a workflow command', '::error::x%0A.md', '# A\n'],
    ['a title that acts on a terminal', 'a.md', '# A \u009b31m\u202e\u200b\ufeff\ufff9\n'],
  ])('keeps to itself: %s', async (_name, file, text) => {
    expect(await runCase(file, Buffer.from(text))).toBeNull();
  });
});
