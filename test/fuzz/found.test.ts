/** What the fuzzer found once: each document small, with what it must come to. */
import { describe, expect, it } from 'vitest';
import { runCase } from '../../fuzz/run-case.ts';
import { type Action, load, type Procedure, type RunAction } from '../../src/index.ts';
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

describe('numbers', () => {
  const many = '9'.repeat(400);

  it('that are too large are none', async () => {
    const { flows } = await compile(`# A\n\n## Stage ${many}: X (${many} minutes)\n\n- [ ] a\n`);
    const [stage] = flows[0]!.stages;
    expect(stage).toMatchObject({ number: 1, minutes: null });
  });

  it('in attributes of a block leave what is usual', async () => {
    const [run] = await actionsOf(
      `# A\n\n## Step 1: Go\n\n\`\`\`bash {retry=${many} exit=300 timeout=1000000h}\nls\n\`\`\`\n`,
    );
    // A timer takes no more than 31 bits, and one that is set to more goes off at once.
    expect(run).toMatchObject({ expects: { retry: 0, exit: [0], timeout: 2 ** 31 - 1 } });
  });
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
