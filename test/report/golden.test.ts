import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { load } from '../../src/load.ts';
import { toPretty } from '../../src/report/pretty.ts';

const folder = path.join(import.meta.dirname, '../fixtures/err');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -3));

describe('documents with something wrong, and what a person is told', () => {
  it.each(names)('%s', async (name) => {
    const workspace = await load({ root: path.join(folder, `${name}.md`) });
    const diagnostics = await check(workspace, { fileExists: existsSync });
    const pretty = toPretty(
      {
        diagnostics,
        files: 1,
        sourceOf: (file) => workspace.documents.find((one) => one.path === file)?.text ?? null,
        base: '',
      },
      { color: false, width: 80 },
    );
    // Nothing of a document acts on the terminal.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for.
    expect(pretty).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    await expect(`${pretty}\n`).toMatchFileSnapshot(path.join(folder, `${name}.out`));
  });
});
