import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, type Diagnostic, fingerprint, load, withoutKnown } from '../../src/index.ts';

const steps = (...parts: string[]) =>
  `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restart\n\n## Stage 1: Restart\n\n${parts.join('\n')}`;
const check1 = '- [ ] It answers\n';
const restart = (ref: string) =>
  `### Step ${ref}: Restart the service\n\nSee PROC-B-009.\n\n${check1}`;
const stop = (ref: string) => `### Step ${ref}: Stop the workers\n\n${check1}`;

/** Diagnostics and fingerprints of a folder's documents. */
async function found(
  files: Readonly<Record<string, string>>,
): Promise<{ diagnostics: Diagnostic[]; prints: string[] }> {
  const root = await mkdtemp(path.join(tmpdir(), 'procs-print-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    const workspace = await load({ root });
    const diagnostics = await check(workspace, { fileExists: existsSync, today: '2026-11-21' });
    const documents = new Map(workspace.documents.map((one) => [one.path, one]));
    const prints = diagnostics.map((one) => fingerprint(one, documents.get(one.file) ?? null));
    return { diagnostics, prints };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function printsOf(text: string, file = 'a.md'): Promise<string[]> {
  return (await found({ [file]: text })).prints;
}

describe('a fingerprint stays the same', () => {
  const before = steps(restart('1.1'));

  it('when lines are added above', async () => {
    const prints = await printsOf(before);
    expect(prints).toHaveLength(1);
    expect(await printsOf(before.replace('## Stage', 'A word before.\n\n\n## Stage'))).toEqual(
      prints,
    );
  });

  it('when the step gets another number', async () => {
    const after = steps(stop('1.1'), restart('1.2'));
    expect(await printsOf(after)).toEqual(await printsOf(before));
  });

  it('when a document with an ID is moved', async () => {
    expect(await printsOf(before, 'moved/b.md')).toEqual(await printsOf(before));
  });

  it('where the message names the number of its own step', async () => {
    const command = (ref: string, name: string) =>
      `### Step ${ref}: ${name}\n\n\`\`\`bash\necho ${name}\n\`\`\`\n`;
    const good = (ref: string, name: string) => `${command(ref, name)}\nExpected: exit 0\n`;
    const one = steps(good('1.1', 'a'), good('1.2', 'b'), good('1.3', 'c'), command('1.4', 'd'));
    const two = steps(good('1.1', 'a'), good('1.2', 'b'), command('1.3', 'd'), good('1.4', 'c'));
    const first = await found({ 'a.md': one });
    expect(first.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('Step 1.4'),
    ]);
    expect((await found({ 'a.md': two })).prints).toEqual(first.prints);
  });
});

describe('a fingerprint differs', () => {
  it('between two steps, two procedures, two messages', async () => {
    const all = await Promise.all([
      printsOf(steps(restart('1.1'))),
      printsOf(steps(restart('1.1')).replace('Restart the service', 'Start the service')),
      printsOf(steps(restart('1.1')).replaceAll('PROC-A-001', 'PROC-A-002')),
      printsOf(steps(restart('1.1')).replace('PROC-B-009', 'PROC-B-008')),
    ]);
    expect(new Set(all.flat()).size).toBe(4);
  });

  it('between two documents without an ID and of the same name', async () => {
    const text = '# Restart\n\nNothing.\n';
    const { prints } = await found({ 'one/a.md': text, 'two/a.md': text });
    expect(new Set(prints).size).toBe(prints.length);
    expect(prints.length).toBeGreaterThan(1);
  });

  it('for files that cannot be read as documents', async () => {
    const { prints } = await found({ 'a.md': 'a\0', 'b.md': 'a\0' });
    expect(new Set(prints).size).toBe(2);
  });
});

describe('withoutKnown', () => {
  it('counts: a second finding of the same kind is new', async () => {
    const text = steps(restart('1.1').replace('See PROC-B-009.', 'See PROC-B-009 and PROC-B-009.'));
    const { prints } = await found({ 'a.md': text });
    expect(prints).toHaveLength(2);
    expect(new Set(prints).size).toBe(1);
    const known = await printsOf(steps(restart('1.1')));
    expect(withoutKnown(prints, (one) => one, known)).toEqual([prints[1]]);
    expect(withoutKnown(prints, (one) => one, prints)).toEqual([]);
    expect(withoutKnown(prints, (one) => one, [])).toEqual(prints);
  });
});
