/** `procs diff` between revisions of a real repository, in every format. */
import { renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiffReport } from '../../src/index.ts';
import { procedure, step, TestRepository } from './support.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.dispose());

const stop = step('Stop the workers', 'systemctl stop workers');
const restart = step('Restart the service', 'systemctl restart web');
const verify = step('Verify', 'curl -f http://localhost/health');
const service = procedure('PROC-WEB-001', stop, restart, verify);
const shorter = procedure('PROC-WEB-001', stop, restart);

describe('procs diff', () => {
  it('compares the files, new ones too, with where the work started', async () => {
    repository.commit({ 'web.md': service });
    repository.git('switch', '-q', '-c', 'work');
    repository.commit({ 'web.md': shorter });
    repository.git('switch', '-q', 'main');
    repository.commit({ 'theirs.md': procedure('PROC-THEIRS-009', stop) });
    repository.git('switch', '-q', 'work');
    repository.write({ 'new.md': procedure('PROC-NEW-002', stop) });
    const { status, out } = await repository.procs(['diff', 'main']);
    expect(status).toBe(0);
    expect(out).toContain('PROC-WEB-001  Restart  web.md');
    expect(out).toMatch(
      /danger {2}step "1\.3 Verify": The step was removed, and with it a verification\.\s+\(line \d+ before\)/,
    );
    expect(out).toContain('PROC-NEW-002');
    expect(out).not.toContain('PROC-THEIRS-009');
    expect(out).toContain('2 procedures changed: 1 danger, 2 notices.');
  });

  it('compares two revisions as they are, whatever lies on disk', async () => {
    const first = repository.commit({ 'web.md': service });
    const second = repository.commit({ 'web.md': shorter });
    repository.remove('web.md');
    const { out } = await repository.procs(['diff', first, second]);
    expect(out).toContain('The step was removed');
    const back = await repository.procs(['diff', second, first]);
    expect(back.out).toContain('The step is new');
    expect((await repository.procs(['diff', second, second])).out.trim()).toBe(
      'No procedure changed in its meaning.',
    );
  });

  it('exits 1 for a danger only where that is asked for', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'web.md': shorter });
    expect((await repository.procs(['diff', 'HEAD'])).status).toBe(0);
    expect((await repository.procs(['diff', 'HEAD', '--exit-code'])).status).toBe(1);
    repository.write({ 'web.md': service.replace('stop workers', 'stop beat') });
    expect((await repository.procs(['diff', 'HEAD', '--exit-code'])).status).toBe(0);
  });

  it('follows a file that was renamed', async () => {
    repository.commit({ 'web.md': service });
    renameSync(path.join(repository.folder, 'web.md'), path.join(repository.folder, 'ñ b.md'));
    const { out } = await repository.procs(['diff', 'HEAD']);
    expect(out).toContain('The file was "web.md" and is "ñ b.md".');
    expect(out).not.toContain('removed');
  });

  it('shows the commands that changed', async () => {
    repository.commit({ 'web.md': service });
    repository.write({ 'web.md': service.replace('restart web', 'restart web api') });
    const { out } = await repository.procs(['diff', 'HEAD']);
    expect(out).toMatch(/^ +- systemctl restart web\n +\+ systemctl restart web api$/m);
  });

  it('prints JSON that its schema describes', async () => {
    const commit = repository.commit({ 'web.md': service });
    repository.write({ 'web.md': shorter });
    const report = DiffReport.parse(
      JSON.parse((await repository.procs(['diff', 'HEAD', '--format', 'json'])).out),
    );
    expect(report).toMatchObject({ before: commit, after: null, summary: { dangers: 1 } });
  });

  it('says what it could not compare', async () => {
    repository.commit({ 'web.md': service, 'bad.md': Buffer.from([0x23, 0xff, 0x0a]) });
    const { out } = await repository.procs(['diff', 'HEAD']);
    expect(out).toContain('Not compared: bad.md could not be read before: it is not UTF-8');
    expect(out).toContain('Not compared: bad.md cannot be read: it is not UTF-8');
  });

  it.each([
    [['diff'], "missing required argument 'revision'"],
    [['diff', 'nowhere'], 'There is no commit nowhere'],
    [['diff', 'HEAD', 'nowhere'], 'There is no commit nowhere'],
    [['diff', 'main...HEAD'], 'names a range, not a commit'],
    [['diff', 'HEAD', '--format', 'html'], 'text, json, markdown'],
    [['diff', 'HEAD', '--root', 'nowhere'], 'There is no folder'],
  ])('%j ends with 2, in words', async (args, message) => {
    repository.commit({ 'web.md': service });
    const { status, out, err } = await repository.procs(args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('what a document says', () => {
  const evil = [
    '<img src=x onerror=alert(1)>',
    '@everyone',
    '#1 fixes #2',
    '[click](https://evil.example)',
    '``` `` ` break',
    '</details><script>alert(1)</script>',
    '**bold** \\` \\\\` https://evil.example',
    '\u202egnirts\u0007',
    '<!-- hidden',
    '![x](https://evil.example/x.png)',
  ];

  /** A change of every text that a document can bring in. */
  async function markdownOf(): Promise<string> {
    const dress = (word: string) =>
      evil
        .map(
          (text, index) =>
            `---\nid: PROC-E-00${index}\ntitle: ${JSON.stringify(`${word} ${text}`)}\nowner: ${JSON.stringify(`${word} ${text}`)}\n---\n\n# PROC-E-00${index}: E\n\n## Stage 1: ${word} ${text}\n\n**WARNING:** ${word} ${text}\n\n### Step 1.1: ${word} ${text}\n\n\`\`\`\`\`bash\necho ${word} '${text}'\n\`\`\`\`\`\n\n**Success criterion:** ${word} ${text}\n\n- [ ] ${word} ${text}\n`,
        )
        .map((text, index) => [`e${index}.md`, text] as const);
    repository.commit(Object.fromEntries(dress('first')));
    repository.write(Object.fromEntries(dress('second entirely other words')));
    return (await repository.procs(['diff', 'HEAD', '--format', 'markdown'])).out;
  }

  it('is never markup in a comment: all of it stands in code', async () => {
    const markdown = await markdownOf();
    const { fromMarkdown } = await import('mdast-util-from-markdown');
    const { visit } = await import('unist-util-visit');
    const html: string[] = [];
    const texts: string[] = [];
    const others = new Set<string>();
    const codes: string[] = [];
    visit(fromMarkdown(markdown), (node) => {
      others.add(node.type);
      if (node.type === 'html') html.push(node.value);
      if (node.type === 'text') texts.push(node.value);
      if (node.type === 'inlineCode' || node.type === 'code') codes.push(node.value);
    });
    for (const one of html)
      expect(one).toMatch(/^(?:<details><summary>\d+ minor changes?<\/summary>|<\/details>)$/);
    expect(html.length).toBeGreaterThan(0);
    expect(texts.join(' ')).not.toMatch(/[@<>[\]\\]|https?:|#\d|evil|alert/);
    expect([...others].filter((type) => /link|image|definition|emphasis/i.test(type))).toEqual([]);
    for (const text of ['@everyone', '<img src=x onerror=alert(1)>', '``` `` ` break'])
      expect(codes.some((code) => code.includes(text))).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(markdown).not.toMatch(/[\u0007\u202e]/);
  });

  it('does not speak to the terminal', async () => {
    await markdownOf();
    const { out } = await repository.procs(['diff', 'HEAD']);
    expect(out).toContain('<U+202E>gnirts');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(out).not.toMatch(/[\u0007\u202e\u001b]/);
  });

  it('fits a comment, and what does not fit is counted', async () => {
    const many = (word: string) =>
      Object.fromEntries(
        Array.from({ length: 120 }, (_, index) => [
          `${index}.md`,
          procedure(
            `PROC-M-${index + 100}`,
            ...Array.from({ length: 8 }, (_, at) =>
              step(`Step ${at}`, `${word} ${'x'.repeat(80)} ${at}`),
            ),
          ),
        ]),
      );
    repository.commit(many('true'));
    repository.write(many('false'));
    const { out } = await repository.procs(['diff', 'HEAD', '--format', 'markdown']);
    expect(out.length).toBeLessThan(65_000);
    expect(out).toMatch(/And \d+ more procedures, too much for a comment/);
    expect(out).toContain('### 120 procedures changed');
  });

  it('of one procedure with too many changes, the most severe are in the comment', async () => {
    const many = (word: string) =>
      procedure(
        'PROC-M-001',
        ...Array.from({ length: 900 }, (_, at) => step(`Step ${at}`, `${word} ${at}`)),
      );
    repository.commit({ 'm.md': many('true') });
    repository.write({ 'm.md': `${many('false').replace('false 899', 'dropdb shop')}` });
    const { out } = await repository.procs(['diff', 'HEAD', '--format', 'markdown']);
    expect(out.length).toBeLessThan(65_000);
    expect(out).toContain('**danger** step `1.900 Step 899`: The command `dropdb shop` is new');
    expect(out).toMatch(/And \d+ more changes: "procs diff" prints all\./);
  });
});
