/** Rules turned on, off, up and down, per folder; and silenced for a line, with a reason. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/index.ts';
import { checkFiles } from './workspace.ts';

const broken = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\nSee PROC-OLD-009.\n';
const config = (text: string, files: Record<string, string> = { 'a.md': broken }) =>
  checkFiles({ 'procs.config.yaml': text, ...files });
const told = (found: readonly Diagnostic[]) => found.map((one) => `${one.severity} ${one.rule}`);

describe('the configuration of rules', () => {
  it.each([
    ['rules: { unresolved-reference: off }', []],
    ['rules: { PROCS009: off }', []],
    ['rules: { unresolved-reference: info }', ['info unresolved-reference']],
    ['rules: { unresolved-reference: on }', ['error unresolved-reference']],
    ['rules: { missing-id: off }', ['error unresolved-reference']],
    ['rules: { unreadable-document: error, PROCS028: on }', ['error unresolved-reference']],
    ['overrides: [{ files: [a.md], rules: { PROCS009: off } }]', []],
    ['overrides: [{ files: [b.md], rules: { PROCS009: off } }]', ['error unresolved-reference']],
    [
      'rules: { PROCS009: off }\noverrides: [{ files: ["**/*.md"], rules: { PROCS009: warning } }]',
      ['warning unresolved-reference'],
    ],
  ])('%s', async (text, expected) => {
    expect(told(await config(text))).toEqual(expected);
  });

  it('speaks of folders, and of several overrides the last one counts', async () => {
    const found = await config(
      'overrides:\n  - { files: [legacy], rules: { PROCS009: info } }\n  - { files: ["legacy/**/b.md"], rules: { PROCS009: off } }\n',
      {
        'a.md': broken,
        'legacy/a.md': broken.replaceAll('PROC-A-001', 'PROC-A-002'),
        'legacy/deep/b.md': broken.replaceAll('PROC-A-001', 'PROC-A-003'),
      },
    );
    expect(found.map((one) => [one.file, one.severity])).toEqual([
      ['a.md', 'error'],
      ['legacy/a.md', 'info'],
    ]);
  });

  it.each([
    ['rules: { unresolved-references: off }', /no such rule. Did you mean "unresolved-reference"/],
    [
      'overrides: [{ files: [a.md], rules: { PROCS9: off } }]',
      /overrides\[0\]\.rules.*Did you mean "PROCS/,
    ],
    ['rules: { unreadable-document: off }', /"unreadable-document" to off.*not read.*"exclude"/],
    ['rules: { PROCS028: warning }', /"PROCS028" to warning.*always an error/],
    [
      'overrides: [{ files: [a.md], rules: { too-complex-document: off } }]',
      /overrides\[0\]\.rules.*always an error/,
    ],
    ['rules: { unresolved-reference: loud }', /not a valid configuration/],
    ['overrides: [{ files: [], rules: {} }]', /not a valid configuration/],
  ])('cannot be used: %s', async (text, message) => {
    await expect(config(text)).rejects.toThrow(message);
  });
});

describe('a comment that silences a rule', () => {
  const document = (body: string) =>
    `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n${body}\n`;
  const check = (body: string) => checkFiles({ 'a.md': document(body) });
  const comment = '<!-- procs-disable-next-line unresolved-reference: kept on paper -->';

  it.each([
    ['the line behind it', `${comment}\nSee PROC-OLD-009.`],
    ['the next line that says something', `${comment}\n\nSee PROC-OLD-009.`],
    [
      'by code, and with others',
      `<!-- procs-disable-next-line PROCS009, dangling-link : on paper -->\nSee PROC-OLD-009 and [that](gone.md).`,
    ],
    ['a whole block', `${comment}\n\`\`\`bash\ntrue\n# see PROC-OLD-009\n\`\`\``],
    [
      'a line of a block',
      '```bash\n# procs-disable-next-line unresolved-reference: kept on paper\n# see PROC-OLD-009\ntrue\n```',
    ],
    ['in a quotation', `> ${comment}\n>\n> See PROC-OLD-009.`],
  ])('silences %s', async (_, body) => {
    expect(told(await check(body))).toEqual([]);
  });

  it('silences a key of the front matter', async () => {
    const found = await checkFiles({
      'a.md':
        '---\nid: PROC-A-001\n# procs-disable-next-line unresolved-reference: kept on paper\nrelacionados: [PROC-OLD-009]\n---\n\n# PROC-A-001: Release\n',
    });
    expect(found).toEqual([]);
  });

  it.each([
    [
      'no other line',
      `${comment}\nSee PROC-OLD-009.\nSee PROC-OLD-008.`,
      ['error unresolved-reference'],
    ],
    [
      'no line before it',
      `See PROC-OLD-009.\n\n${comment}`,
      ['error unresolved-reference', 'warning unused-suppression'],
    ],
    [
      'no other rule',
      `<!-- procs-disable-next-line dangling-link: moved -->\nSee PROC-OLD-009.`,
      ['warning unused-suppression', 'error unresolved-reference'],
    ],
    [
      'nothing without a reason',
      `<!-- procs-disable-next-line unresolved-reference -->\nSee PROC-OLD-009.`,
      ['error invalid-suppression', 'error unresolved-reference'],
    ],
    [
      'nothing with an empty reason',
      `<!-- procs-disable-next-line unresolved-reference: -->\nSee PROC-OLD-009.`,
      ['error invalid-suppression', 'error unresolved-reference'],
    ],
    [
      'nothing without a rule',
      `<!-- procs-disable-next-line : because -->\nSee PROC-OLD-009.`,
      ['error invalid-suppression', 'error unresolved-reference'],
    ],
    [
      'nothing where a block shows it',
      `\`\`\`markdown\n${comment}\n\`\`\`\n\nSee PROC-OLD-009.`,
      ['error unresolved-reference'],
    ],
    [
      'nothing that says that the document was not read',
      `<!-- procs-disable-next-line too-complex-document: imported -->\n${'> '.repeat(150)}Look.`,
      ['error invalid-suppression', 'error too-complex-document'],
    ],
  ])('silences %s', async (_, body, expected) => {
    expect(told(await check(body))).toEqual(expected);
  });

  it('names a rule that there is, or is told which', async () => {
    const [found] = await check(
      '<!-- procs-disable-next-line unresolved-refrence: on paper -->\nSee the wiki.',
    );
    expect(found).toMatchObject({ rule: 'invalid-suppression', line: 7, column: 30 });
    expect(found!.help).toContain('Did you mean "unresolved-reference"?');
    expect(found!.suggestion).toEqual({
      written: 'unresolved-refrence',
      meant: 'unresolved-reference',
    });
  });

  it('is not unused where its rule is off', async () => {
    expect(
      await checkFiles({
        'procs.config.yaml': 'rules: { unresolved-reference: off }',
        'a.md': document(`${comment}\nSee PROC-OLD-009.`),
      }),
    ).toEqual([]);
  });
});
